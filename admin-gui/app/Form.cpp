// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Form.h"

#include "models/RemoteTableModel.h"
#include "widgets/DurationEdit.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kFormWidth = 92; // Characters.
constexpr int kLabelWidth = 26;

QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

QString nameOfObject(const QString &path, const char *type)
{
    QString name;
    bool upper = false;
    for (const QChar c : path) {
        if (c == u'_' || c == u'.') {
            upper = true;
            continue;
        }
        name += upper ? c.toUpper() : c;
        upper = false;
    }
    return name + QLatin1StringView(type);
}

}

Form::Form(Draft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_layout(new QFormLayout(this))
{
    setObjectName(u"formPane"_s);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_layout->setContentsMargins(20, 16, 20, 24);
    m_layout->setHorizontalSpacing(18);
    m_layout->setVerticalSpacing(12);
    setMaximumWidth(fontMetrics().averageCharWidth() * (kFormWidth + kLabelWidth));
    // Rows that were measured before the object came keep that height, unless they are told.
    connect(draft, &Draft::changed, this, [this](const QString &path) {
        if (path.isEmpty())
            QMetaObject::invokeMethod(this, &Form::measure, Qt::QueuedConnection);
    });
}

void Form::measure()
{
    for (QWidget *child : findChildren<QWidget *>())
        child->updateGeometry();
    updateGeometry();
}

QLabel *Form::labelFor(const QString &name, QWidget *editor)
{
    auto *const label = new QLabel(name, this);
    label->setBuddy(editor);
    label->setWordWrap(true);
    label->setFixedWidth(fontMetrics().averageCharWidth() * kLabelWidth);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setContentsMargins(0, qobject_cast<QCheckBox *>(editor) ? 1 : 6, 0, 0);
    editor->setAccessibleName(name);
    if (auto *const box = qobject_cast<QComboBox *>(editor))
        box->view()->setAccessibleName(name);
    return label;
}

FieldBinding *Form::bind(const QString &path, const QString &name, QWidget *editor, FieldBinding::Parts parts)
{
    auto *const box = new QWidget(this);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto *const message = new QLabel(box);
    message->setProperty("quiet", true);
    message->setWordWrap(true);
    column->addWidget(editor);
    column->addWidget(message);
    parts.editor = editor;
    parts.label = labelFor(name, editor);
    parts.message = message;
    m_layout->addRow(parts.label, box);
    auto *const field = new FieldBinding(m_draft, path, name, std::move(parts), this);
    connect(field, &FieldBinding::problemChanged, this, &Form::problemChanged);
    m_fields.append(field);
    return field;
}

void Form::section(const QString &title, const QString &text)
{
    auto *const label = new QLabel(title, this);
    label->setObjectName(u"sectionTitle"_s);
    if (m_layout->rowCount() > 0)
        label->setContentsMargins(0, 14, 0, 0);
    m_layout->addRow(label);
    if (text.isEmpty())
        return;
    auto *const explanation = new QLabel(text, this);
    explanation->setProperty("quiet", true);
    explanation->setWordWrap(true);
    m_layout->addRow(explanation);
}

QLineEdit *Form::text(const QString &path, const QString &name, const FieldRules &rules)
{
    auto *const edit = new QLineEdit(this);
    edit->setObjectName(nameOfObject(path, "LineEdit"));
    edit->setPlaceholderText(rules.placeholder);
    FieldBinding::Parts parts {};
    parts.help = rules.help;
    parts.read = [edit, rules] {
        return edit->text().isEmpty() && rules.nullable ? QJsonValue(QJsonValue::Null) : QJsonValue(edit->text());
    };
    parts.write = [edit](const QJsonValue &value) {
        if (edit->text() != value.toString())
            edit->setText(value.toString());
    };
    parts.check = [edit, rules] {
        if (edit->text().trimmed().isEmpty())
            return rules.required ? tr("This is needed.") : QString();
        return rules.check ? rules.check(edit->text()) : QString();
    };
    auto *const field = bind(path, name, edit, std::move(parts));
    connect(edit, &QLineEdit::textChanged, field, &FieldBinding::edited);
    return edit;
}

QCheckBox *Form::check(const QString &path, const QString &name, const QString &help)
{
    auto *const box = new QCheckBox(this);
    box->setObjectName(nameOfObject(path, "CheckBox"));
    box->setContentsMargins(0, 4, 0, 0);
    FieldBinding::Parts parts {};
    parts.help = help;
    parts.read = [box] { return QJsonValue(box->isChecked()); };
    parts.write = [box](const QJsonValue &value) { box->setChecked(value.toBool()); };
    auto *const field = bind(path, name, box, std::move(parts));
    connect(box, &QCheckBox::toggled, field, &FieldBinding::edited);
    return box;
}

DurationEdit *Form::duration(const QString &path, const QString &name, const FieldRules &rules)
{
    auto *const edit = new DurationEdit(this);
    edit->setObjectName(nameOfObject(path, "DurationEdit"));
    edit->setPlaceholderText(rules.placeholder);
    FieldBinding::Parts parts {};
    parts.help = rules.help;
    parts.read = [edit] {
        if (edit->isEmpty())
            return QJsonValue(QJsonValue::Null);
        const auto seconds = edit->seconds();
        return seconds ? QJsonValue(*seconds) : QJsonValue(edit->text());
    };
    parts.write = [edit](const QJsonValue &value) {
        if (value.isString()) // Not understood yet: it stays as it is typed.
            return;
        edit->setSeconds(value.isDouble() ? std::optional(value.toInteger()) : std::nullopt);
    };
    parts.check = [edit] {
        if (edit->isEmpty() || edit->seconds())
            return QString();
        return tr("A length of time, like 15 min, 12 h or 30 d.");
    };
    auto *const field = bind(path, name, edit, std::move(parts));
    connect(edit, &QLineEdit::textChanged, field, &FieldBinding::edited);
    return edit;
}

QLineEdit *Form::number(
    const QString &path, const QString &name, qint64 minimum, qint64 maximum, const FieldRules &rules)
{
    auto *const edit = new QLineEdit(this);
    edit->setObjectName(nameOfObject(path, "LineEdit"));
    edit->setPlaceholderText(rules.placeholder);
    edit->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    FieldBinding::Parts parts {};
    parts.help = rules.help;
    parts.read = [edit] {
        bool good = false;
        const qint64 value = edit->text().trimmed().toLongLong(&good);
        if (edit->text().trimmed().isEmpty())
            return QJsonValue(QJsonValue::Null);
        return good ? QJsonValue(value) : QJsonValue(edit->text());
    };
    parts.write = [edit](const QJsonValue &value) {
        if (!value.isString())
            edit->setText(value.isDouble() ? QString::number(value.toInteger()) : QString());
    };
    parts.check = [edit, minimum, maximum] {
        if (edit->text().trimmed().isEmpty())
            return QString();
        bool good = false;
        const qint64 value = edit->text().trimmed().toLongLong(&good);
        return good && value >= minimum && value <= maximum ? QString()
                                                            : tr("A number from %1 to %2.").arg(minimum).arg(maximum);
    };
    auto *const field = bind(path, name, edit, std::move(parts));
    connect(edit, &QLineEdit::textChanged, field, &FieldBinding::edited);
    return edit;
}

QComboBox *Form::choice(
    const QString &path, const QString &name, const QList<std::pair<QString, QString>> &values, const QString &help)
{
    auto *const box = new QComboBox(this);
    box->setObjectName(nameOfObject(path, "ComboBox"));
    box->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto &[value, shown] : values)
        box->addItem(shown, value);
    FieldBinding::Parts parts {};
    parts.help = help;
    parts.read = [box] {
        const QString value = box->currentData().toString();
        return value.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(value);
    };
    parts.write = [box](const QJsonValue &value) {
        int row = box->findData(value.toString());
        if (row < 0) {
            // A newer server may know one more.
            box->addItem(value.toString(), value.toString());
            row = box->count() - 1;
        }
        box->setCurrentIndex(row);
    };
    auto *const field = bind(path, name, box, std::move(parts));
    connect(box, &QComboBox::currentIndexChanged, field, &FieldBinding::edited);
    return box;
}

QComboBox *Form::triState(const QString &path, const QString &name, const QString &unset, const QString &help)
{
    auto *const box = new QComboBox(this);
    box->setObjectName(nameOfObject(path, "ComboBox"));
    box->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->addItem(unset);
    box->addItem(tr("yes"));
    box->addItem(tr("no"));
    FieldBinding::Parts parts {};
    parts.help = help;
    parts.read = [box] { return box->currentIndex() == 0 ? QJsonValue() : QJsonValue(box->currentIndex() == 1); };
    parts.write = [box](const QJsonValue &value) {
        box->setCurrentIndex(!value.isBool() ? 0 : value.toBool() ? 1 : 2);
    };
    auto *const field = bind(path, name, box, std::move(parts));
    connect(box, &QComboBox::currentIndexChanged, field, &FieldBinding::edited);
    return box;
}

QPlainTextEdit *Form::lines(const QString &path, const QString &name, const FieldRules &rules, int height)
{
    auto *const edit = new QPlainTextEdit(this);
    edit->setObjectName(nameOfObject(path, "PlainTextEdit"));
    edit->setPlaceholderText(rules.placeholder);
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * height + 20);
    const auto entries = [edit, split = rules.split ? rules.split : linesOf] { return split(edit->toPlainText()); };
    FieldBinding::Parts parts {};
    parts.help = rules.help;
    parts.read = [entries] { return QJsonValue(QJsonArray::fromStringList(entries())); };
    parts.write = [edit, entries](const QJsonValue &value) {
        QStringList lines;
        for (const auto &line : value.toArray())
            lines.append(line.toString());
        // An empty line that is about to be filled is no difference.
        if (entries() != lines)
            edit->setPlainText(lines.join(u'\n'));
    };
    parts.check = [entries, rules] {
        const QStringList lines = entries();
        if (lines.isEmpty())
            return rules.required ? tr("At least one is needed.") : QString();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QString wrong = rules.check ? rules.check(lines[i]) : QString();
            if (!wrong.isEmpty())
                return lines.size() == 1 ? wrong : tr("Line %1: %2").arg(i + 1).arg(wrong);
            if (lines.indexOf(lines[i]) != i)
                return tr("Line %1 is there twice.").arg(i + 1);
        }
        return QString();
    };
    auto *const field = bind(path, name, edit, std::move(parts));
    connect(edit, &QPlainTextEdit::textChanged, field, &FieldBinding::edited);
    return edit;
}

void Form::set(
    const QString &path, const QString &name, const QList<std::pair<QString, QString>> &values, const QString &help)
{
    auto *const group = new QWidget(this);
    group->setObjectName(nameOfObject(path, "Group"));
    auto *const column = new QVBoxLayout(group);
    column->setContentsMargins(0, 5, 0, 0);
    column->setSpacing(5);
    QList<QCheckBox *> boxes;
    for (const auto &[value, shown] : values) {
        auto *const box = new QCheckBox(shown, group);
        box->setProperty("value", value);
        box->setAccessibleName(tr("%1: %2").arg(name, shown));
        box->setObjectName(nameOfObject(path + u'_' + value.section(u':', -1), "CheckBox"));
        column->addWidget(box);
        boxes.append(box);
    }
    FieldBinding::Parts parts {};
    parts.help = help;
    const auto draft = m_draft;
    parts.read = [boxes, draft, path] {
        // In the order of the server, so that what is ticked again is no change; what we do not know stays.
        QJsonArray list;
        const QJsonArray before = memberAt(draft->base(), path).toArray();
        QStringList ticked;
        QStringList known;
        for (const QCheckBox *box : boxes) {
            known.append(box->property("value").toString());
            if (box->isChecked())
                ticked.append(known.last());
        }
        for (const auto &value : before) {
            if (ticked.removeOne(value.toString()) || !known.contains(value.toString()))
                list.append(value);
        }
        for (const QString &value : ticked)
            list.append(value);
        return QJsonValue(list);
    };
    parts.write = [boxes](const QJsonValue &value) {
        for (QCheckBox *box : boxes)
            box->setChecked(value.toArray().contains(box->property("value").toString()));
    };
    auto *const field = bind(path, name, group, std::move(parts));
    for (QCheckBox *box : boxes)
        connect(box, &QCheckBox::toggled, field, &FieldBinding::edited);
}

void Form::fact(const QString &path, const QString &name, const std::function<QString(const QJsonValue &)> &text)
{
    auto *const label = new QLabel(this);
    label->setObjectName(nameOfObject(path, "Label"));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setContentsMargins(0, 6, 0, 0);
    label->setWordWrap(true);
    const auto show = [this, label, path, text] {
        const QJsonValue value = m_draft->value(path);
        const QString shown = text ? text(value) : displayText(value);
        label->setText(shown.isEmpty() ? u"–"_s : shown);
    };
    connect(m_draft, &Draft::changed, label, show);
    show();
    m_layout->addRow(labelFor(name, label), label);
}

void Form::widget(const QString &name, QWidget *widget)
{
    if (name.isEmpty())
        m_layout->addRow(widget);
    else
        m_layout->addRow(labelFor(name, widget), widget);
}

void Form::setReadOnly(const QString &why)
{
    for (FieldBinding *field : m_fields) {
        field->editor()->setEnabled(why.isEmpty());
        field->editor()->setToolTip(why);
    }
}

void Form::setWarnings(const QMap<QString, QString> &warnings)
{
    for (FieldBinding *field : m_fields)
        field->setWarning(warnings.value(field->path()));
}

QString Form::problem() const
{
    for (const FieldBinding *field : m_fields) {
        if (const QString wrong = field->problem(); !wrong.isEmpty())
            return tr("%1: %2").arg(field->fieldName(), wrong);
    }
    return {};
}

QList<FieldError> Form::showErrors(const QList<FieldError> &errors)
{
    QList<FieldError> left;
    for (const FieldError &error : errors) {
        FieldBinding *found = nullptr;
        for (FieldBinding *field : m_fields) {
            const QString pointer = u'/' + QString(field->path()).replace(u'.', u'/');
            if (error.path == pointer || error.path.startsWith(pointer + u'/'))
                found = field;
        }
        if (!found) {
            left.append(error);
            continue;
        }
        bool isIndex = false;
        const int index = error.path.section(u'/', -1).toInt(&isIndex);
        found->setServerProblem(isIndex ? tr("Line %1: %2").arg(index + 1).arg(error.message) : error.message);
    }
    return left;
}

QWidget *scrolled(QWidget *widget)
{
    auto *const area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto *const inner = new QWidget;
    inner->setObjectName(u"formPane"_s);
    auto *const row = new QHBoxLayout(inner);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(widget, 1000);
    row->addStretch(1);
    row->setAlignment(widget, Qt::AlignTop);
    area->setWidget(inner);
    return area;
}

}
