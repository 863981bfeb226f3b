// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"

#include "core/Text.h"

#include <QtCore/QFile>

#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLongestPassword = 4096;

bool g_confirmed = false;

QByteArray readLine()
{
    QByteArray line;
    for (int c = std::getchar(); c != EOF && c != '\n' && line.size() < kLongestPassword; c = std::getchar())
        line += static_cast<char>(c);
    return line;
}

/// Switches the terminal's echo off while it lives.
class Silence {
public:
    Silence()
    {
        m_known = tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_known)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Silence()
    {
        if (m_known)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Q_DISABLE_COPY_MOVE(Silence)

private:
    termios m_before {};
    bool m_known = false;
};

QByteArray askSilently(const char *prompt)
{
    QByteArray line;
    {
        // Before the prompt: what is typed at its sight is neither shown nor thrown away.
        const Silence silence;
        std::fputs(prompt, stderr);
        line = readLine();
    }
    std::fputc('\n', stderr);
    return line;
}

std::expected<QString, Failure> passwordFrom(QByteArray bytes)
{
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    const auto text = decodeUtf8(bytes);
    if (!text || text->isEmpty())
        return std::unexpected(usageFailure(u"The password is empty or not UTF-8."_s));
    return *text;
}

Failure aborted()
{
    Failure failure;
    failure.exitCode = Aborted;
    failure.code = u"aborted"_s;
    failure.message = u"Aborted: nothing was changed."_s;
    return failure;
}

std::optional<Failure> ask(const Options &options, Severity severity, const QString &question, const QString &name)
{
    if (severity == Severity::Mild)
        return std::nullopt;
    if (severity == Severity::Severe) {
        if (!options.confirm.isEmpty())
            return options.confirm == name
                ? std::nullopt
                : std::optional(usageFailure(u"--confirm names \"%1\", not \"%2\"."_s.arg(options.confirm, name)));
        if (!mayAsk(options))
            return usageFailure(u"This needs the name as confirmation: --confirm %1."_s.arg(name));
        std::fputs(qPrintable(question + u"\nType the name to continue: "_s), stderr);
        return QString::fromUtf8(readLine()) == name ? std::nullopt : std::optional(aborted());
    }
    // What has no name is not confirmed by an absent --confirm.
    if (options.yes || (!name.isEmpty() && options.confirm == name))
        return std::nullopt;
    if (!mayAsk(options))
        return usageFailure(u"Confirmation is needed and nobody can be asked: add --yes."_s);
    std::fputs(qPrintable(question + u" [y/N] "_s), stderr);
    const QByteArray answer = readLine().toLower();
    return answer == "y" || answer == "yes" ? std::nullopt : std::optional(aborted());
}

}

bool mayAsk(const Options &options)
{
    return !options.noInput && isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
}

bool wasConfirmed()
{
    return g_confirmed;
}

void forgetConfirmation()
{
    g_confirmed = false;
}

std::optional<Failure> confirm(const Options &options, Severity severity, const QString &question, const QString &name)
{
    if (options.isProtected && severity != Severity::Severe)
        severity = severity == Severity::Mild ? Severity::Moderate : Severity::Severe;
    auto refused = ask(options, severity, question, name);
    g_confirmed = !refused;
    return refused;
}

std::expected<QString, Failure> readPassword(const Options &options)
{
    if (options.passwordStdin && !options.passwordFile.isEmpty())
        return std::unexpected(usageFailure(u"Either --password-stdin or --password-file, not both."_s));
    if (options.passwordStdin || options.passwordFile == "-"_L1) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return std::unexpected(usageFailure(u"Standard input cannot be read."_s));
        return passwordFrom(input.read(kLongestPassword));
    }
    if (!options.passwordFile.isEmpty()) {
        QFile file(options.passwordFile);
        if (!file.open(QIODevice::ReadOnly))
            return std::unexpected(usageFailure(u"%1: %2"_s.arg(options.passwordFile, file.errorString())));
        return passwordFrom(file.read(kLongestPassword));
    }
    if (!mayAsk(options))
        return std::unexpected(usageFailure(u"A password is needed: --password-stdin or --password-file FILE."_s));
    const QByteArray first = askSilently("Password: ");
    if (askSilently("Again: ") != first)
        return std::unexpected(usageFailure(u"The two are not the same."_s));
    return passwordFrom(first);
}

}
