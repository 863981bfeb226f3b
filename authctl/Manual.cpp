// SPDX-License-Identifier: GPL-3.0-or-later
#include "Manual.h"

#include "Failure.h"
#include "Flags.h"
#include "HelpTopics.h"
#include "client/Contexts.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

/// groff_man(7): a backslash, and a full stop or an apostrophe at the beginning of a line, mean something else.
QByteArray text(const QString &plain)
{
    QByteArray out;
    for (const QString &line : plain.split(u'\n')) {
        QString escaped = line;
        escaped.replace(u'\\', "\\e"_L1).replace(u'-', "\\-"_L1).replace(u'\'', "\\(aq"_L1).replace(u'`', "\\(ga"_L1);
        escaped.replace(u'^', "\\(ha"_L1).replace(u'~', "\\(ti"_L1);
        if (escaped.startsWith(u'.'))
            escaped.prepend("\\&"_L1);
        out += (out.isEmpty() ? "" : "\n") + escaped.toUtf8();
    }
    return out;
}

QByteArray title(const QString &page, const QString &summary, const QString &date)
{
    return ".TH " + page.toUpper().toUtf8() + " 1 \"" + date.toUtf8()
        + "\" \"authctl " AUTHCTL_VERSION "\" \"Auth Server\"\n.SH NAME\n" + text(page) + " \\- "
        + text(summary.endsWith(u'.') ? summary.chopped(1) : summary) + '\n';
}

QByteArray options(const QList<const Flag *> &flags)
{
    QByteArray out;
    for (const Flag *const flag : flags)
        out += ".TP\n.B " + text(spelling(*flag)) + '\n' + text(QString::fromUtf8(flag->help)) + ".\n";
    return out;
}

/// `authctl user get USER [options]`.
QString usage(const Noun &noun, const Verb &verb)
{
    QString line = u"authctl "_s + commandName(noun, verb);
    const auto add = [&line](const QString &name, bool required, bool many) {
        const QString word = many ? name + u"…"_s : name;
        line += required ? u' ' + word : u" ["_s + word + u']';
    };
    if (verb.handle != Handle::None)
        add(QLatin1StringView(noun.handle), verb.handle == Handle::Required, false);
    for (const Argument &argument : verb.arguments)
        add(QLatin1StringView(argument.name), argument.required, argument.many);
    return flagsOf(verb).isEmpty() ? line : line + u" [options]"_s;
}

QByteArray example(const Verb &verb)
{
    return ".PP\n.EX\n" + text(QString::fromUtf8(verb.example)) + "\n.EE\n";
}

QByteArray nounPage(const Noun &noun, const QString &date)
{
    const QString name = u"authctl-"_s + QLatin1StringView(noun.name);
    QByteArray out = title(name, QString::fromUtf8(noun.summary), date) + ".SH SYNOPSIS\n.nf\n";
    for (const Verb &verb : noun.verbs)
        out += ".B " + text(usage(noun, verb)) + '\n';
    out += ".fi\n.SH DESCRIPTION\n" + text(QString::fromUtf8(noun.summary)) + '\n';
    if (noun.details)
        out += ".PP\n" + text(QString::fromUtf8(noun.details)) + '\n';
    if (!noun.aliases.empty()) {
        QStringList aliases;
        for (const char *const alias : noun.aliases)
            aliases.append(QLatin1StringView(alias));
        out += ".PP\nAlso: " + text(aliases.join(u", "_s)) + ".\n";
    }
    out += ".SH COMMANDS\n";
    for (const Verb &verb : noun.verbs) {
        out += ".SS " + text(usage(noun, verb)) + '\n' + text(QString::fromUtf8(verb.summary)) + '\n';
        for (const Argument &argument : verb.arguments)
            out += ".TP\n.I " + text(QLatin1StringView(argument.name)) + '\n' + text(QString::fromUtf8(argument.help))
                + '\n';
        out += options(flagsOf(verb)) + example(verb);
    }
    return out + ".SH SEE ALSO\n.BR authctl (1)\n";
}

QByteArray mainPage(const QString &date)
{
    QByteArray out = title(u"authctl"_s, u"manages an Auth Server"_s, date)
        + ".SH SYNOPSIS\n.B authctl\n[options]\n.I command\n[arguments]\n.SH DESCRIPTION\n"
          "Does everything that administrators of an Auth Server do, from a terminal or a script.\n.SH COMMANDS\n";
    for (const Noun *const noun : nouns())
        out += ".TP\n.BR authctl\\-" + text(QLatin1StringView(noun->name)) + " (1)\n"
            + text(QString::fromUtf8(noun->summary)) + '\n';
    QList<const Flag *> global;
    for (const Flag &flag : globalFlags())
        global.append(&flag);
    out += ".SH OPTIONS\n" + options(global);
    for (const HelpTopic &topic : helpTopics())
        out += ".SH " + text(QString::fromUtf8(topic.name).toUpper()) + "\n.nf\n"
            + text(QString::fromUtf8(topic.text).trimmed()) + "\n.fi\n";
    return out
        + ".SH FILES\n.TP\n.I \\(ti/.config/authctl/config.yaml\nContexts, without secrets.\n"
          ".TP\n.I \\(ti/.config/authctl/credentials\nTokens, where there is no keychain; mode 0600.\n";
}

bool write(const QString &path, const QByteArray &page)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(page) == page.size() && file.commit();
}

}

int writeManual(const QString &directory, const QString &date)
{
    const QDir target(directory);
    bool written
        = !directory.isEmpty() && target.mkpath(u"."_s) && write(target.filePath(u"authctl.1"_s), mainPage(date));
    for (const Noun *const noun : nouns())
        written = written
            && write(target.filePath(u"authctl-%1.1"_s.arg(QLatin1StringView(noun->name))), nounPage(*noun, date));
    return written ? Done : report({}, usageFailure(u"%1: the manual cannot be written."_s.arg(directory)));
}

}
