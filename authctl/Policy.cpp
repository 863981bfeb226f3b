// SPDX-License-Identifier: GPL-3.0-or-later
#include "Policy.h"

#include "Resource.h"
#include "Session.h"
#include "core/Text.h"
#include "output/Output.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>

#include <algorithm>
#include <limits>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLongestFile = 1024 * 1024;
constexpr auto kEndOfCertificate = "-----END CERTIFICATE-----"_L1;

QString flagOf(const PolicySetting &setting)
{
    return QString(QLatin1StringView(setting.name)).replace(u'_', u'-');
}

std::expected<QJsonValue, Failure> certificatesIn(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, file.errorString())));
    QJsonArray certificates;
    QString rest = QString::fromUtf8(file.read(kLongestFile)).trimmed();
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf(kEndOfCertificate);
        if (end < 0)
            return std::unexpected(usageFailure(u"%1 holds something that is no PEM certificate."_s.arg(name)));
        const qsizetype size = end + kEndOfCertificate.size();
        certificates.append(QString(rest.first(size) + u'\n'));
        rest = rest.sliced(size).trimmed();
    }
    return certificates;
}

std::expected<QJsonValue, Failure> valueOf(const Invocation &invocation, const PolicySetting &setting, const QString &text)
{
    const QString flag = flagOf(setting);
    switch (setting.kind) {
    case PolicySetting::Kind::Choice: {
        const auto flags = invocation.verb->flags;
        const auto described = std::find_if(flags.begin(), flags.end(), [&](const Flag &one) { return flag == QLatin1StringView(one.name); });
        const QStringList words = QString::fromLatin1(described == flags.end() ? "" : described->type).split(u'|');
        if (!words.contains(text))
            return std::unexpected(usageFailure(u"--%1 takes one of %2."_s.arg(flag, words.join(u", "_s))));
        return text;
    }
    case PolicySetting::Kind::OnOff:
        if (text != u"on" && text != u"off")
            return std::unexpected(usageFailure(u"--%1 takes on or off."_s.arg(flag)));
        return text == u"on";
    case PolicySetting::Kind::Number:
        if (const auto number = parseDecimal(text.toUtf8(), std::numeric_limits<int>::max()))
            return *number;
        return std::unexpected(usageFailure(u"--%1 takes a number."_s.arg(flag)));
    case PolicySetting::Kind::Words:
        return QJsonArray::fromStringList(text.split(u',', Qt::SkipEmptyParts));
    case PolicySetting::Kind::Certificates:
        return certificatesIn(text);
    }
    Q_UNREACHABLE();
}

QJsonObject shown(const QJsonObject &realm, std::span<const PolicySetting> policy)
{
    QJsonObject object { { u"realm"_s, realm[u"name"] } };
    const QJsonObject settings = realm[u"effective_settings"].toObject();
    for (const PolicySetting &one : policy)
        object.insert(QLatin1StringView(one.name), settings[QLatin1StringView(one.setting)][u"value"]);
    return object;
}

}

int showPolicy(const Invocation &invocation, std::span<const PolicySetting> policy)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    return writeObject(invocation, shown(answer->body, policy));
}

int changePolicy(const Invocation &invocation, std::span<const PolicySetting> policy, const PolicySetting *first,
    QString (*objection)(const QJsonObject &shown))
{
    const Options &options = invocation.options;
    QJsonObject settings;
    if (first)
        settings.insert(QLatin1StringView(first->setting), options.handle);
    for (const PolicySetting &one : policy) {
        if (!options.has(flagOf(one)))
            continue;
        const auto value = valueOf(invocation, one, options.value(flagOf(one)));
        if (!value)
            return report(options, value.error());
        settings.insert(QLatin1StringView(one.setting), *value);
    }
    if (settings.isEmpty())
        return report(options, usageFailure(u"Say what to change."_s));
    const auto answer = Session(&invocation).change(QJsonObject { { u"settings"_s, settings } });
    if (!answer)
        return report(options, answer.error());
    const QJsonObject now = shown(answer->body, policy);
    if (const QString said = objection ? objection(now) : QString(); !said.isEmpty())
        note(options, said);
    return writeObject(invocation, now);
}

}
