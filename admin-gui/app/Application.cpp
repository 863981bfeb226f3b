// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Application.h"

#include "app/ConnectPage.h"
#include "app/Icons.h"
#include "app/Language.h"
#include "app/MainWindow.h"
#include "app/Page.h"
#include "app/Profiles.h"
#include "app/Screenshot.h"
#include "app/Sidebar.h"
#include "app/SingleInstance.h"
#include "app/Theme.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

#include <cstdio>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

int fail(const QString &message)
{
    std::fprintf(stderr, "auth-console: %s\n", message.toUtf8().constData());
    return 2;
}

QStringList pageNames()
{
    QStringList names;
    for (const PageKind *kind : pageKinds())
        names.append(QLatin1StringView(kind->name));
    return names;
}

/// The context whose server a link names.
QString contextFor(const Link &link)
{
    const auto contexts = client::readContexts();
    if (!contexts)
        return {};
    for (auto context = contexts->named.begin(); context != contexts->named.end(); ++context) {
        const QUrl url(context->value(u"server"_s));
        const QString server = url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
        if (server == link.server)
            return context.key();
    }
    return {};
}

/// The windows of the program: a link goes to the one that has its server.
class Windows : public QObject {
public:
    MainWindow *make()
    {
        auto *const window = new MainWindow;
        window->setAttribute(Qt::WA_DeleteOnClose);
        connect(window, &MainWindow::windowRequested, this, [this] { make()->show(); });
        connect(window->connectPage(), &ConnectPage::connected, this, [this, window] {
            if (const auto link = std::exchange(m_pending, {}))
                window->open(*link);
            else
                window->restoreSession();
        });
        m_windows.append(window);
        return window;
    }

    void follow(const QString &text)
    {
        if (text.isEmpty()) {
            make()->show();
            return;
        }
        const auto link = fromLink(QUrl(text));
        if (!link)
            return;
        for (const QPointer<MainWindow> &window : std::as_const(m_windows)) {
            if (!window || !window->connection())
                continue;
            const QUrl url = window->connection()->server();
            const QString server = url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
            if (server != link->server)
                continue;
            window->open(link->location);
            window->raise();
            window->activateWindow();
            return;
        }
        m_pending = link->location;
        MainWindow *const window = make();
        window->show();
        if (const QString context = contextFor(*link); !context.isEmpty())
            window->connectPage()->open(context);
    }

    void start(const QString &context)
    {
        MainWindow *const window = make();
        window->show();
        if (!context.isEmpty())
            window->connectPage()->open(context);
    }

private:
    QList<QPointer<MainWindow>> m_windows;
    std::optional<Location> m_pending;
};

}

int runConsole(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"auth-console"_s);
    QCoreApplication::setApplicationName(u"auth-console"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QGuiApplication::setDesktopFileName(u"auth-console"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"The desktop console of Auth Server."_s);
    const QCommandLineOption help({ u"h"_s, u"help"_s }, u"Says this and ends."_s);
    const QCommandLineOption version({ u"v"_s, u"version"_s }, u"Says the version and ends."_s);
    const QCommandLineOption context(u"context"_s, u"Connects to this context of authctl's."_s, u"name"_s);
    const QCommandLineOption server(u"server"_s, u"The server's URL; AUTHCTL_TOKEN has the token for it."_s, u"url"_s);
    const QCommandLineOption realm(u"realm"_s, u"The realm to look at."_s, u"name"_s);
    const QCommandLineOption screenshot(u"screenshot"_s,
        u"Draws PAGE (%1) into FILE, a PNG, and ends."_s.arg(pageNames().join(u", "_s)), u"page> <file"_s);
    const QCommandLineOption id(u"id"_s, u"With --screenshot: the object that is drawn."_s, u"id"_s);
    const QCommandLineOption filter(
        u"filter"_s, u"With --screenshot: the filter, or the tab of an object."_s, u"text"_s);
    const QCommandLineOption theme(u"theme"_s, u"system, light or dark."_s, u"name"_s);
    const QCommandLineOption language(u"language"_s,
        u"Another language than the desktop's: en, de; qps-ploc and qps-plocm for trying out."_s, u"code"_s);
    const QCommandLineOption size(u"size"_s, u"With --screenshot: WIDTHxHEIGHT."_s, u"size"_s, u"1280x820"_s);
    parser.addOptions({ help, version, context, server, realm, screenshot, id, filter, theme, language, size });
    parser.addPositionalArgument(u"link"_s, u"A place: auth-console://server/realm/page/id?q=filter"_s, u"[link]"_s);
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(parser.helpText().toUtf8().constData(), stdout);
        return 0;
    }
    if (parser.isSet(version)) {
        std::printf("auth-console %s\n", CONSOLE_VERSION);
        return 0;
    }
    loadResources();
    setLanguage(parser.value(language));
    applyTheme(
        themeNamed(parser.isSet(theme) ? parser.value(theme) : QSettings().value(u"theme"_s, u"system"_s).toString()));
    application.setWindowIcon(programIcon());

    const QByteArray token = qgetenv("AUTHCTL_TOKEN").trimmed();
    const auto connectionOf = [&]() -> Connection * {
        if (!parser.isSet(server) && !parser.isSet(context))
            return nullptr;
        Connection *connection = nullptr;
        if (parser.isSet(server)) {
            connection = connectWithToken(QUrl(parser.value(server)), token, nullptr);
        } else {
            const auto contexts = client::readContexts();
            if (!contexts || !contexts->named.contains(parser.value(context)))
                return nullptr;
            connection = connectTo(profileOf(*contexts, parser.value(context)), nullptr);
        }
        if (parser.isSet(realm))
            connection->setRealm(parser.value(realm));
        return connection;
    };
    if (parser.isSet(screenshot)) {
        // A picture is the same for everybody, whatever the window of this user looked like last.
        static const QTemporaryDir settings;
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
        const QString page = parser.value(screenshot).replace(u'-', u'_');
        const QString file = parser.positionalArguments().value(0);
        if (file.isEmpty())
            return fail(u"--screenshot takes a page and a file."_s);
        if (page != "connect"_L1 && !findPageKind(page))
            return fail(u"There is no page \"%1\"; there are: connect, %2."_s.arg(page, pageNames().join(u", "_s)));
        Connection *const connection = page == "connect"_L1 ? nullptr : connectionOf();
        if (page != "connect"_L1 && !connection)
            return fail(u"--screenshot needs --server URL with AUTHCTL_TOKEN, or --context NAME."_s);
        const QStringList sizes = parser.value(size).split(u'x');
        return takeScreenshot(connection, { page, parser.value(realm), parser.value(id), parser.value(filter) }, file,
            QSize(sizes.value(0).toInt(), sizes.value(1).toInt()));
    }

    const QString link = parser.positionalArguments().value(0);
    if (!link.isEmpty() && !fromLink(QUrl(link)))
        return fail(u"\"%1\" is no link of the console."_s.arg(link));
    SingleInstance instance;
    if (!parser.isSet(server) && !parser.isSet(context) && instance.passOn(link))
        return 0;
    instance.listen();
    Windows windows;
    QObject::connect(&instance, &SingleInstance::linkArrived, &windows, &Windows::follow);
    if (parser.isSet(server)) {
        MainWindow *const window = windows.make();
        window->setConnection(connectionOf());
        window->open({ Sidebar::pages().first(), {}, {}, {} });
        window->show();
    } else if (!link.isEmpty()) {
        windows.follow(link);
    } else {
        windows.start(parser.value(context));
    }
    return application.exec();
}

}
