// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Language.h"

#include "app/PseudoTranslator.h"

#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>
#include <QtGui/QGuiApplication>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

void install(QTranslator *translator, Qt::LayoutDirection direction)
{
    QCoreApplication::installTranslator(translator);
    QGuiApplication::setLayoutDirection(direction);
}

}

void setLanguage(const QString &language)
{
    if (language == "qps-ploc"_L1 || language == "qps-plocm"_L1) {
        const auto direction = language == "qps-plocm"_L1 ? Qt::RightToLeft : Qt::LeftToRight;
        QLocale::setDefault(QLocale(QLocale::English));
        install(new PseudoTranslator(direction, qApp), direction);
        return;
    }
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    for (const auto &[name, path] : { std::pair(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)),
             std::pair(u"console"_s, u":/i18n"_s) }) {
        auto *const translator = new QTranslator(qApp);
        // Where there is no such language, English still has its plurals.
        if (translator->load(locale, name, u"_"_s, path) || translator->load(name + u"_en"_s, path))
            install(translator, locale.textDirection());
    }
}

}
