// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Icons.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPalette>
#include <QtSvg/QSvgRenderer>

/// The macro wants the global namespace.
static void takeResources()
{
    Q_INIT_RESOURCE(console);
}

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

/// On a field of 24 by 24, drawn with round lines of 1.7.
struct Drawing {
    const char *name;
    const char *shapes;
};
constexpr Drawing kDrawings[] = {
    { "dashboard", "<rect x='4' y='4' width='7' height='9' rx='1.5'/><rect x='13' y='4' width='7' height='5' rx='1.5'/>"
                   "<rect x='13' y='12' width='7' height='8' rx='1.5'/><rect x='4' y='16' width='7' height='4' rx='1.5'/>" },
    { "users", "<circle cx='9' cy='8' r='3.4'/><path d='M3 20c0-4 2.6-6 6-6s6 2 6 6'/>"
               "<path d='M15.5 5.2a3.2 3.2 0 0 1 0 5.8M17.6 14.6c2.2.7 3.4 2.5 3.4 5.4'/>" },
    { "user", "<circle cx='12' cy='8' r='3.8'/><path d='M4.5 20.5c0-4.3 3.3-6.5 7.5-6.5s7.5 2.2 7.5 6.5'/>" },
    { "roles", "<path d='M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z'/><path d='M9 12l2.2 2.2L15.3 10'/>" },
    { "permissions", "<rect x='4' y='4' width='16' height='16' rx='2'/><path d='M4 9.3h16M4 14.7h16M9.3 4v16M14.7 4v16'/>" },
    { "applications", "<rect x='4' y='4' width='6.5' height='6.5' rx='1.5'/><rect x='13.5' y='4' width='6.5' height='6.5' rx='1.5'/>"
                      "<rect x='4' y='13.5' width='6.5' height='6.5' rx='1.5'/><path d='M16.8 13.5v6.5M13.5 16.8h6.5'/>" },
    { "keys", "<circle cx='8' cy='15.5' r='4'/><path d='M11 12.5L19.5 4M16 7.5l3 3M13.5 10l2 2'/>" },
    { "scopes", "<circle cx='12' cy='12' r='8'/><circle cx='12' cy='12' r='4'/><path d='M12 2.5v4M12 17.5v4M2.5 12h4M17.5 12h4'/>" },
    { "resources", "<rect x='4' y='4.5' width='16' height='6' rx='1.5'/><rect x='4' y='13.5' width='16' height='6' rx='1.5'/>"
                   "<path d='M7.5 7.5h.01M7.5 16.5h.01M11 7.5h5M11 16.5h5'/>" },
    { "sessions", "<rect x='3.5' y='5' width='17' height='11' rx='1.5'/><path d='M8.5 20h7M12 16v4M9 10.5l2 2 4-4'/>" },
    { "devices", "<rect x='2.5' y='5' width='13.5' height='10' rx='1.5'/><path d='M1.5 19h11'/>"
                 "<rect x='14.5' y='10' width='7' height='10.5' rx='1.5'/><path d='M18 17.6h.01'/>" },
    { "organizations", "<path d='M4 20.5V5.5l8-2v17M12 9.5l8 2v9M2.5 20.5h19'/>"
                       "<path d='M7 8.5h2M7 12h2M7 15.5h2M15 13.5h2M15 16.5h2'/>" },
    { "api-keys", "<rect x='3' y='6' width='18' height='12' rx='2'/><circle cx='8' cy='12' r='2.2'/>"
                  "<path d='M10.2 12H18M15 12v2.2M18 12v2.2'/>" },
    { "audit", "<path d='M6 3.5h9l4 4v13H6z'/><path d='M14.5 3.5v4.5H19M9 12h7M9 15.5h7M9 8.5h2.5'/>" },
    { "administrators", "<circle cx='9' cy='8' r='3.4'/><path d='M3 20c0-4 2.6-6 6-6 1.3 0 2.5 .3 3.5 .9'/>"
                        "<circle cx='17' cy='17' r='2.4'/><path d='M17 12.8v1.8M17 19.4v1.8M12.8 17h1.8M19.4 17h1.8'/>" },
    { "jobs", "<path d='M4 6.5h10M4 12h7M4 17.5h6'/><circle cx='17' cy='15.5' r='4'/><path d='M17 13.5v2l1.4 1'/>" },
    { "realms", "<path d='M4 20V9l8-5 8 5v11'/><path d='M2.5 20h19M9.5 20v-5.5h5V20M8 10.5h.01M12 10.5h.01M16 10.5h.01'/>" },
    { "settings", "<path d='M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3'/><circle cx='15' cy='7' r='2'/><circle cx='9' cy='12' r='2'/><circle cx='15' cy='17' r='2'/>" },
    { "search", "<circle cx='10.5' cy='10.5' r='6'/><path d='M15 15l5 5'/>" },
    { "plus", "<path d='M12 5v14M5 12h14'/>" },
    { "reload", "<path d='M19 12a7 7 0 1 1-2.3-5.2'/><path d='M19.5 3.5v4h-4'/>" },
    { "close", "<path d='M6.5 6.5l11 11M17.5 6.5l-11 11'/>" },
    { "down", "<path d='M6.5 9.5l5.5 5.5 5.5-5.5'/>" },
    { "more", "<path d='M5.5 12h.01M12 12h.01M18.5 12h.01'/>" },
    { "server", "<rect x='4' y='4' width='16' height='16' rx='2'/><path d='M4 12h16M8 8h.01M8 16h.01'/>" },
    { "warning", "<path d='M12 4l9 16H3z'/><path d='M12 10v4.5M12 17.3h.01'/>" },
    { "copy", "<rect x='8.5' y='8.5' width='11' height='11' rx='1.5'/><path d='M15.5 8.5v-4h-11v11h4'/>" },
    { "undo", "<path d='M5 9.5h9a5 5 0 0 1 0 10h-4'/><path d='M8.5 5.5l-4 4 4 4'/>" },
    { "redo", "<path d='M19 9.5h-9a5 5 0 0 0 0 10h4'/><path d='M15.5 5.5l4 4-4 4'/>" },
    { "trash", "<path d='M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5'/>" },
    { "lock", "<rect x='5.5' y='10.5' width='13' height='9.5' rx='1.5'/><path d='M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5'/>" },
    { "link", "<path d='M10 14a4 4 0 0 0 6 .3l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2'/><path d='M14 10a4 4 0 0 0-6-.3l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2'/>" },
    { "history", "<path d='M5 12a7.2 7.2 0 1 0 2.3-5.2'/><path d='M4.5 3.5v4h4M12 8v4.3l3 1.7'/>" },
    { "save", "<path d='M5 12.5l4.5 4.5L19 7.5'/>" },
    { "page", "<path d='M6 3.5h9l4 4v13H6z'/><path d='M14.5 3.5v4.5H19'/>" },
};

const Drawing *drawingOf(const QString &name)
{
    const auto *const found = std::find_if(std::begin(kDrawings), std::end(kDrawings),
        [&name](const Drawing &drawing) { return name == QLatin1StringView(drawing.name); });
    return found == std::end(kDrawings) ? drawingOf(u"page"_s) : found;
}

/// Draws in the colours of the moment, so that a new theme needs no new icons.
class LineEngine : public QIconEngine {
public:
    explicit LineEngine(QString name)
        : m_name(std::move(name))
    {
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QColor color = mode == QIcon::Disabled ? palette.color(QPalette::Disabled, QPalette::WindowText)
                                                     : palette.color(QPalette::WindowText);
        QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='"
            + color.name().toLatin1()
            + "' stroke-width='1.7' stroke-linecap='round' stroke-linejoin='round'>" + drawingOf(m_name)->shapes
            + "</svg>";
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new LineEngine(m_name); }

private:
    QString m_name;
};

}

void loadResources()
{
    takeResources();
}

QIcon icon(const QString &name)
{
    return QIcon(new LineEngine(name));
}

QIcon programIcon()
{
    loadResources();
    QIcon icon;
    for (const int size : { 16, 24, 32, 48, 64, 128, 256 }) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer renderer(u":/desktop/auth-console.svg"_s);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

QStringList iconNames()
{
    QStringList names;
    for (const Drawing &drawing : kDrawings)
        names.append(QLatin1StringView(drawing.name));
    return names;
}

}
