// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/FieldBinding.h"

#include "core/Error.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace auth::console {

class DurationEdit;

/// What a field of a form may be beside its name.
struct FieldRules {
    QString help = {}; ///< Below it, while nothing is wrong.
    QString placeholder = {};
    /// Wrong in what way? For lists it is asked about each line.
    std::function<QString(const QString &text)> check = {};
    bool required = false;
    bool nullable = true; ///< Empty is null, not an empty text.
    /// Of lists: the entries of a text; by itself each line is one.
    std::function<QStringList(const QString &text)> split = {};
};

/// The fields of a draft below each other, names beside them as buddies. A field is one line of the page that has it.
class Form final : public QWidget {
    Q_OBJECT

public:
    Form(Draft *draft, QWidget *parent);

    /// A title over what follows; \a text explains it, or is empty.
    void section(const QString &title, const QString &text = {});
    QLineEdit *text(const QString &path, const QString &name, const FieldRules &rules = {});
    QCheckBox *check(const QString &path, const QString &name, const QString &help = {});
    DurationEdit *duration(const QString &path, const QString &name, const FieldRules &rules = {});
    QLineEdit *number(
        const QString &path, const QString &name, qint64 minimum, qint64 maximum, const FieldRules &rules = {});
    /// \a values are what the API calls them, and what people do.
    QComboBox *choice(const QString &path, const QString &name, const QList<std::pair<QString, QString>> &values,
        const QString &help = {});
    /// Yes, no, or null: what then counts is said by \a unset.
    QComboBox *triState(const QString &path, const QString &name, const QString &unset, const QString &help = {});
    /// A list of words, one on each line.
    QPlainTextEdit *lines(const QString &path, const QString &name, const FieldRules &rules = {}, int height = 4);
    /// Several of \a values: each a box to tick.
    void set(const QString &path, const QString &name, const QList<std::pair<QString, QString>> &values,
        const QString &help = {});
    /// What cannot be edited.
    void fact(const QString &path, const QString &name, const std::function<QString(const QJsonValue &)> &text = {});
    /// Anything else.
    void widget(const QString &name, QWidget *widget);

    /// Nothing can be edited, and why.
    void setReadOnly(const QString &why);
    /// What to think about, by the fields' paths, in place of what was said before.
    void setWarnings(const QMap<QString, QString> &warnings);
    /// The first problem of any field; empty: all is well.
    QString problem() const;
    /// Shows what the server refused where it belongs; answers what has no place here.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    const QList<FieldBinding *> &fields() const { return m_fields; }

Q_SIGNALS:
    void problemChanged();

private:
    void measure();
    QLabel *labelFor(const QString &name, QWidget *editor);
    FieldBinding *bind(const QString &path, const QString &name, QWidget *editor, FieldBinding::Parts parts);

    Draft *m_draft;
    QFormLayout *m_layout;
    QList<FieldBinding *> m_fields;
};

/// \a widget in an area that scrolls, no wider than one reads well.
QWidget *scrolled(QWidget *widget);

}
