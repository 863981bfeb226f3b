// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtWidgets/QLineEdit>

#include <optional>

namespace auth::console {

/// `90 s`, `15 min`, `12 h`, `30 d` as seconds; several parts add up (`1 h 30 min`). Nothing for anything else.
std::optional<qint64> parseDuration(const QString &text);
/// The shortest way to say \a seconds that parseDuration() takes back.
QString formatDuration(qint64 seconds);

/// A length of time as people write it. Empty: none is set, and the placeholder says what then counts.
class DurationEdit final : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

    bool isEmpty() const { return text().trimmed().isEmpty(); }
    std::optional<qint64> seconds() const { return parseDuration(text()); }
    void setSeconds(std::optional<qint64> seconds);
};

}
