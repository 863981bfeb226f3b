// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Theme.h"

#include "app/DesktopColors.h"
#include "widgets/Tones.h"

#include <QtCore/QPointer>
#include <QtGui/QPalette>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProxyStyle>
#include <QtWidgets/QPushButton>

#include <utility>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

Theme g_theme = Theme::System; ///< The one that is applied.

QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0xf5, 0xf6, 0xf8));
    palette.setColor(QPalette::WindowText, QColor(0x1c, 0x21, 0x2b));
    palette.setColor(QPalette::Base, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::AlternateBase, QColor(0xfa, 0xfb, 0xfc));
    palette.setColor(QPalette::Text, QColor(0x1c, 0x21, 0x2b));
    palette.setColor(QPalette::Button, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::ButtonText, QColor(0x1c, 0x21, 0x2b));
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(0x24, 0x56, 0xc9));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x1d, 0x4f, 0xc4));
    palette.setColor(QPalette::ToolTipBase, QColor(0x22, 0x28, 0x33));
    palette.setColor(QPalette::ToolTipText, QColor(0xf3, 0xf5, 0xf8));
    palette.setColor(QPalette::PlaceholderText, QColor(0x6b, 0x73, 0x82));
    palette.setColor(QPalette::Mid, QColor(0xd4, 0xd9, 0xe1));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(0x8c, 0x93, 0xa0));
    palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0x8c, 0x93, 0xa0));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x8c, 0x93, 0xa0));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x1b, 0x1e, 0x24));
    palette.setColor(QPalette::WindowText, QColor(0xe6, 0xe9, 0xef));
    palette.setColor(QPalette::Base, QColor(0x22, 0x26, 0x2e));
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x2b, 0x33));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xe9, 0xef));
    palette.setColor(QPalette::Button, QColor(0x2b, 0x30, 0x39));
    palette.setColor(QPalette::ButtonText, QColor(0xe6, 0xe9, 0xef));
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0x73, 0xea));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x8a, 0xb0, 0xff));
    palette.setColor(QPalette::ToolTipBase, QColor(0xe6, 0xe9, 0xef));
    palette.setColor(QPalette::ToolTipText, QColor(0x1b, 0x1e, 0x24));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0xa2, 0xb1));
    palette.setColor(QPalette::Mid, QColor(0x3b, 0x42, 0x4e));
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(0x74, 0x7c, 0x8a));
    palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0x74, 0x7c, 0x8a));
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x74, 0x7c, 0x8a));
    return palette;
}

/// Fusion draws the rest.
QString styleSheetOf(const QPalette &palette)
{
    const auto name = [](const QColor &color) { return color.name(); };
    const QColor window = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::Text);
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor danger = toneColor(palette, Tone::Bad);
    QString sheet = QString::fromUtf8(
        "QMainWindow, QDialog { background: @window; }"
        "QToolTip { border: none; padding: 5px 7px; background: @tipBase; color: @tipText; }"
        "QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox { background: @base; color: @text;"
        " border: 1px solid @edge; border-radius: 5px; padding: 5px 7px; selection-background-color: @accent; }"
        "QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {"
        " border: 1px solid @accent; }"
        "QLineEdit[bad=\"true\"], QPlainTextEdit[bad=\"true\"], QSpinBox[bad=\"true\"], QComboBox[bad=\"true\"] {"
        " border: 1px solid @bad; }"
        "QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {"
        " background: @window; }"
        "QComboBox::drop-down { border: none; width: 22px; }"
        "QComboBox::down-arrow { image: url(:/desktop/@arrow.svg); width: 14px; height: 14px; }"
        "QCheckBox { spacing: 8px; }"
        "QCheckBox::indicator, QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid @strong;"
        " background: @base; }"
        "QCheckBox::indicator { border-radius: 4px; } QRadioButton::indicator { border-radius: 8px; }"
        "QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @accent; }"
        "QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/desktop/check.svg); }"
        "QRadioButton::indicator:checked { background: @accent; border-color: @accent; image: url(:/desktop/dot.svg); }"
        "QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @window; border-color: @edge; }"
        "QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled { background: @faint; }"
        "QComboBox QAbstractItemView { border: 1px solid @edge; background: @base; padding: 3px; }"
        "QPushButton { background: @button; border: 1px solid @edge; border-radius: 5px; padding: 6px 14px; }"
        "QPushButton:hover { background: @hover; }"
        "QPushButton:pressed { background: @edge; }"
        "QPushButton:focus { border: 1px solid @accent; }"
        "QPushButton:disabled { color: @faint; background: @window; }"
        "QPushButton[primary=\"true\"] { background: @accent; border-color: @accent; color: white; }"
        "QPushButton[primary=\"true\"]:hover { background: @accentHover; }"
        "QPushButton[primary=\"true\"]:focus { border: 1px solid @text; }"
        "QPushButton[primary=\"true\"]:disabled { background: @edge; border-color: @edge; color: @faint; }"
        "QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 8px;"
        " width: 12px; height: 12px; image: url(:/desktop/@arrow.svg); }"
        "QPushButton[primary=\"true\"]::menu-indicator { image: url(:/desktop/down-dark.svg); }"
        "QPushButton[danger=\"true\"] { background: @danger; border-color: @danger; color: @onDanger; }"
        "QPushButton[danger=\"true\"]:focus { border: 1px solid @text; }"
        "QPushButton[danger=\"true\"]:disabled { background: @edge; border-color: @edge; color: @faint; }"
        "QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 5px; background: transparent; }"
        "QToolButton:hover { background: @hover; }"
        "QToolButton:focus { border: 1px solid @accent; }"
        "QToolButton::menu-indicator { image: none; }"
        "QTableView, QTreeView, QListView { background: @base; border: 1px solid @line; border-radius: 6px;"
        " outline: none; alternate-background-color: @alternate; }"
        "QTableView::item { padding: 3px 8px; border: none; border-bottom: 1px solid @line; }"
        "QTreeView::item { padding: 5px 8px; border: none; }"
        "QTableView::item:hover, QTreeView::item:hover { background: @hover; }"
        "QTableView::item:selected, QTreeView::item:selected { background: @selection; color: @text; }"
        "QHeaderView { background: @base; border: none; border-top-left-radius: 6px; border-top-right-radius: 6px; }"
        "QHeaderView::section { background: @base; color: @quiet; border: none; border-bottom: 1px solid @edge;"
        " padding: 7px 11px; font-weight: 600; }"
        "QTableCornerButton::section { background: @base; border: none; border-bottom: 1px solid @edge; }"
        "QTabWidget::pane { border: none; border-top: 1px solid @line; }"
        "QTabBar { qproperty-drawBase: 0; }"
        "QTabWidget#objectTabs::tab-bar { left: 6px; }"
        "QTabBar::tab { padding: 8px 14px; color: @quiet; border: none; border-bottom: 2px solid transparent; }"
        "QTabBar::tab:hover { color: @text; }"
        "QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }"
        "QTabBar::tab:focus { color: @accentText; }"
        "QListView#plainList { padding: 4px; } QListView#plainList::item { padding: 7px 8px; border-radius: 5px; }"
        "QListView#plainList::item:hover { background: @hover; }"
        "QListView#plainList::item:selected { background: @selection; color: @text; }"
        "QListView#sidebarList { background: @side; border: none; border-radius: 0; }"
        "QListView#sidebarList::item { padding: 6px 8px; margin: 1px 6px; border-radius: 5px; border: none; }"
        "QListView#sidebarList::item:hover { background: @hover; }"
        "QListView#sidebarList::item:selected { background: @selection; color: @text; }"
        "QListView#sidebarList::item:disabled { color: @quiet; background: transparent; padding-top: 12px; }"
        "QWidget#sidebar { background: @side; }"
        "QFrame#card { background: @base; border: 1px solid @line; border-radius: 6px; }"
        "QMenuBar { background: @side; border-bottom: 1px solid @line; }"
        "QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 4px; }"
        "QMenuBar::item:selected { background: @hover; }"
        "QMenu { background: @base; border: 1px solid @edge; padding: 4px; }"
        "QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; }"
        "QMenu::item:selected { background: @selection; color: @text; }"
        "QMenu::item:disabled { color: @faint; }"
        "QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }"
        "QStatusBar { background: @side; border-top: 1px solid @line; color: @quiet; }"
        "QStatusBar::item { border: none; }"
        "QSplitter::handle { background: transparent; }"
        "QSplitter#mainSplitter::handle, QSplitter#activitySplitter::handle { background: @line; }"
        "QDockWidget { titlebar-close-icon: none; }"
        "QScrollArea, QScrollArea > QWidget > QWidget#formPane { background: transparent; border: none; }"
        "QAbstractScrollArea::corner { background: transparent; border: none; }"
        "QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }"
        "QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }"
        "QScrollBar::handle { background: @edge; border-radius: 3px; min-height: 30px; min-width: 30px; }"
        "QScrollBar::handle:hover { background: @faint; }"
        "QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {"
        " background: transparent; border: none; width: 0; height: 0; }"
        "QLabel#quiet, QLabel[quiet=\"true\"] { color: @quiet; }"
        "QLabel[problem=\"true\"] { color: @bad; }"
        "QLabel[warning=\"true\"] { color: @warning; }"
        "QLabel#pageTitle { font-size: 17pt; font-weight: 600; }"
        "QLabel#sectionTitle { font-size: 11pt; font-weight: 600; }"
        "QWidget#changesBar { background: @changes; border-top: 1px solid @line; }"
        "QProgressBar { border: none; border-radius: 3px; background: @line; max-height: 6px; }"
        "QProgressBar::chunk { background: @accent; border-radius: 3px; }");
    const QList<std::pair<QString, QString>> colors {
        // Longer names first: one may begin with another.
        { u"@accentHover"_s, name(mixed(Qt::black, accent, 0.12)) },
        { u"@accentText"_s, name(toneColor(palette, Tone::Accent)) },
        { u"@accent"_s, name(accent) },
        { u"@alternate"_s, name(palette.color(QPalette::AlternateBase)) },
        { u"@arrow"_s, isDark(palette) ? u"down-dark"_s : u"down-light"_s },
        { u"@base"_s, name(palette.color(QPalette::Base)) },
        { u"@bad"_s, name(toneColor(palette, Tone::Bad)) },
        { u"@button"_s, name(palette.color(QPalette::Button)) },
        { u"@changes"_s, name(toneSurface(palette, Tone::Accent)) },
        { u"@danger"_s, name(danger) },
        { u"@onDanger"_s, contrast(danger, Qt::white) > contrast(danger, Qt::black) ? u"white"_s : u"black"_s },
        { u"@edge"_s, name(palette.color(QPalette::Mid)) },
        { u"@faint"_s, name(palette.color(QPalette::Disabled, QPalette::Text)) },
        { u"@hover"_s, name(hoverSurface(palette)) },
        { u"@line"_s, name(rowLineColor(palette)) },
        { u"@quiet"_s, name(palette.color(QPalette::PlaceholderText)) },
        { u"@selection"_s, name(selectionSurface(palette)) },
        { u"@side"_s, name(mixed(text, window, 0.02)) },
        { u"@strong"_s, name(mixed(text, palette.color(QPalette::Base), 0.45)) },
        { u"@text"_s, name(text) },
        { u"@tipBase"_s, name(palette.color(QPalette::ToolTipBase)) },
        { u"@tipText"_s, name(palette.color(QPalette::ToolTipText)) },
        { u"@warning"_s, name(toneColor(palette, Tone::Warning)) },
        { u"@window"_s, name(window) },
    };
    for (const auto &[key, value] : colors)
        sheet.replace(key, value);
    return sheet;
}

/// Fusion, with what it leaves undone where one reads from right to left: a label puts a Latin text (a name, an id) to
/// the left, far from what it belongs to.
class ConsoleStyle final : public QProxyStyle {
public:
    ConsoleStyle()
        : QProxyStyle(u"Fusion"_s)
    {
    }

    void polish(QWidget *widget) override
    {
        QProxyStyle::polish(widget);
        auto *const label = qobject_cast<QLabel *>(widget);
        if (label && label->layoutDirection() == Qt::RightToLeft && !label->alignment().testFlag(Qt::AlignAbsolute))
            label->setAlignment(visualAlignment(Qt::RightToLeft, label->alignment()));
        if (qobject_cast<QPushButton *>(widget))
            widget->installEventFilter(this);
    }
    using QProxyStyle::polish;

    /// The sheet reads properties once, which is when a dialog's button asks how large it is: before it is `primary`.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::DynamicPropertyChange) {
            const QByteArray name = static_cast<QDynamicPropertyChangeEvent *>(event)->propertyName();
            auto *const button = static_cast<QWidget *>(watched);
            if (name == "primary" || name == "danger") {
                button->style()->unpolish(button);
                button->style()->polish(button);
            }
        }
        return QProxyStyle::eventFilter(watched, event);
    }
};

/// What the desktop says; where it says nothing, what the style had before we came: a dark desktop gives a dark
/// palette.
bool desktopIsDark(const DesktopColors &colors)
{
    static const bool dark = isDark(QApplication::palette());
    return colors.scheme() == DesktopColors::Scheme::Unknown ? dark : colors.scheme() == DesktopColors::Scheme::Dark;
}

/// Goes with the application.
const DesktopColors &desktop()
{
    static const QPointer<DesktopColors> colors = [] {
        auto *const made = new DesktopColors(QDBusConnection::sessionBus(), qApp);
        QObject::connect(made, &DesktopColors::schemeChanged, qApp, [] {
            if (g_theme == Theme::System)
                applyTheme(Theme::System);
        });
        return made;
    }();
    return *colors;
}

}

Theme themeNamed(const QString &name)
{
    return name == "light"_L1 ? Theme::Light : name == "dark"_L1 ? Theme::Dark : Theme::System;
}

QString themeName(Theme theme)
{
    return theme == Theme::Light ? u"light"_s : theme == Theme::Dark ? u"dark"_s : u"system"_s;
}

void applyTheme(Theme theme)
{
    g_theme = theme;
    const bool dark = theme == Theme::Dark || (theme == Theme::System && desktopIsDark(desktop()));
    const QPalette palette = dark ? darkPalette() : lightPalette();
    static bool isStyled = false;
    if (!std::exchange(isStyled, true))
        QApplication::setStyle(new ConsoleStyle);
    QApplication::setPalette(palette);
    qApp->setStyleSheet(styleSheetOf(palette));
}

}
