// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTranslator>

namespace auth::console {

/// A language that nobody speaks: every text in brackets, with accents, and a third longer. What stays as it is was not
/// given to translators; what is cut has too little room for German, and worse for Finnish.
class PseudoTranslator final : public QTranslator {
public:
    PseudoTranslator(Qt::LayoutDirection direction, QObject *parent = nullptr);

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;

private:
    Qt::LayoutDirection m_direction;
};

/// \a text in that language: places (`%1`, `%Ln`), mnemonics, tags and line ends stay.
QString pseudoText(const QString &text);

}
