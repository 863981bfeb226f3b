// SPDX-License-Identifier: GPL-3.0-or-later
#include "Texts.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QToolButton>

namespace auth::pictures {

namespace {

using namespace Qt::StringLiterals;

constexpr int kRounding = 2;

QString named(const QWidget *widget, const QString &text)
{
    return u"%1 %2: %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(), text);
}

/// What \a widget says, and how wide that is; 0: it wraps, or may be short.
std::pair<QString, int> textOf(const QWidget *widget)
{
    if (const auto *const label = qobject_cast<const QLabel *>(widget))
        return { label->text(), label->wordWrap() || label->text().isEmpty() ? 0 : label->sizeHint().width() };
    // A tool button that has an icon shows it alone, unless it is told otherwise.
    const auto *const tool = qobject_cast<const QToolButton *>(widget);
    if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
        return { tool->text(), 0 };
    if (const auto *const button = qobject_cast<const QAbstractButton *>(widget))
        return { button->text(), button->text().isEmpty() ? 0 : button->sizeHint().width() };
    if (const auto *const box = qobject_cast<const QComboBox *>(widget)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        const int room
            = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box).width();
        const int text = box->fontMetrics().horizontalAdvance(box->currentText());
        return { box->currentText(), box->width() + text - room };
    }
    if (const auto *const line = qobject_cast<const QLineEdit *>(widget)) {
        if (!line->text().isEmpty())
            return { {}, 0 };
        return { line->placeholderText(), line->fontMetrics().horizontalAdvance(line->placeholderText()) };
    }
    return { {}, 0 };
}

}

QStringList cutTexts(const QWidget *root)
{
    QStringList cut;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(root))
            continue;
        if (widget->inherits("auth::console::MatrixColumnHeader")) // Its names stand upright.
            continue;
        if (const auto [text, width] = textOf(widget); width > widget->width() + kRounding)
            cut.append(u"%1 (%2 of %3)"_s.arg(named(widget, text)).arg(widget->width()).arg(width));
        const auto *const label = qobject_cast<const QLabel *>(widget);
        if (label && label->wordWrap() && !label->text().isEmpty()
            && label->heightForWidth(label->width()) > label->height())
            cut.append(u"%1 (%2 of %3 high)"_s.arg(named(widget, label->text()))
                    .arg(label->height())
                    .arg(label->heightForWidth(label->width())));
        if (const auto *const header = qobject_cast<const QHeaderView *>(widget);
            header && header->orientation() == Qt::Horizontal && header->model()) {
            for (int i = 0; i < header->count(); ++i) {
                const QString title = header->model()->headerData(i, Qt::Horizontal).toString();
                if (!header->isSectionHidden(i)
                    && header->sectionSize(i) < header->fontMetrics().horizontalAdvance(title))
                    cut.append(named(widget, title));
            }
        }
    }
    return cut;
}

QStringList plainTexts(const QWidget *root)
{
    QStringList plain;
    const auto look = [&plain](const QString &text) {
        const bool hasWord = std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLetter(); }) > 1;
        if (hasWord && !text.contains(u'[') && !plain.contains(text))
            plain.append(text);
    };
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(root))
            continue;
        look(textOf(widget).first);
        look(widget->toolTip());
        look(widget->accessibleName());
        if (const auto *const bar = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < bar->count(); ++i)
                look(bar->tabText(i));
        }
        if (const auto *const view = qobject_cast<const QAbstractItemView *>(widget); view && view->model()) {
            for (int column = 0; column < view->model()->columnCount(); ++column)
                look(view->model()->headerData(column, Qt::Horizontal).toString());
            for (int row = 0; row < qMin(view->model()->rowCount(), 40); ++row) {
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    look(view->model()->index(row, column).data().toString());
            }
        }
        if (const auto *const box = qobject_cast<const QComboBox *>(widget)) {
            for (int row = 0; row < box->count(); ++row)
                look(box->itemText(row));
        }
    }
    return plain;
}

}
