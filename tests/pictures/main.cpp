// SPDX-License-Identifier: GPL-3.0-or-later
// console-pictures: draws the console from a running server into a folder, in one theme and language. AUTHCTL_TOKEN has
// the token, QT_SCALE_FACTOR the pixels to a point.
#include "Tour.h"

#include "app/Icons.h"
#include "app/Language.h"
#include "app/Theme.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"auth-console"_s);
    QCoreApplication::setApplicationName(u"auth-console"_s);
    // Pictures are the same for everybody, whatever somebody's window looked like last.
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    qputenv("XDG_DATA_HOME", settings.path().toUtf8());

    QCommandLineParser parser;
    const QCommandLineOption server(u"server"_s, {}, u"url"_s);
    const QCommandLineOption realm(u"realm"_s, {}, u"name"_s, u"main"_s);
    const QCommandLineOption bare(u"bare"_s, {}, u"name"_s);
    const QCommandLineOption theme(u"theme"_s, {}, u"name"_s, u"light"_s);
    const QCommandLineOption language(u"language"_s, {}, u"code"_s, u"en"_s);
    const QCommandLineOption only(u"only"_s, {}, u"pages"_s);
    const QCommandLineOption texts(u"texts"_s);
    parser.addOptions({ server, realm, bare, theme, language, only, texts });
    parser.addPositionalArgument(u"folder"_s, {});
    parser.process(application);

    auth::console::loadResources();
    auth::console::setLanguage(parser.value(language));
    auth::console::applyTheme(auth::console::themeNamed(parser.value(theme)));
    auth::pictures::Wishes wishes;
    wishes.server = QUrl(parser.value(server));
    wishes.token = qgetenv("AUTHCTL_TOKEN");
    wishes.realm = parser.value(realm);
    wishes.bareRealm = parser.value(bare);
    wishes.folder = parser.positionalArguments().value(0);
    wishes.only = parser.value(only).split(u',', Qt::SkipEmptyParts);
    wishes.withTexts = parser.isSet(texts);
    return auth::pictures::Tour(wishes).run() ? 0 : 1;
}
