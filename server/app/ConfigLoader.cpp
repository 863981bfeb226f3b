// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ConfigLoader.h"

#include "app/ConfigRules.h"
#include "app/ConfigSettings.h"
#include "app/ConfigValues.h"
#include "app/EnvFile.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcessEnvironment>

#include <algorithm>
#include <numeric>
#include <vector>

namespace auth::app {

namespace {

constexpr QByteArrayView prefix("AUTH_");
constexpr QByteArrayView fileSuffix("_FILE");
constexpr qsizetype largestSecretFile = 64 * 1024;

/// Levenshtein's distance.
int distance(QByteArrayView left, QByteArrayView right)
{
    std::vector<int> row(static_cast<size_t>(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (qsizetype j = 0; j < right.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const int substituted = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({ row[at] + 1, row[at + 1] + 1, substituted });
        }
    }
    return row.back();
}

QString adviceOnUnknown(QByteArrayView name)
{
    if (name.endsWith(fileSuffix)) {
        if (const auto* setting = config::find(name.chopped(fileSuffix.size())); setting)
            return QStringLiteral("only secrets can come from a file: set %1").arg(QLatin1StringView(setting->name));
    }
    const char* best = nullptr;
    int bestDistance = 5;
    for (const config::Group& group : config::groups()) {
        for (const config::Setting& setting : group.settings) {
            const int d = distance(name, setting.name);
            if (d < bestDistance) {
                bestDistance = d;
                best = setting.name;
            }
        }
    }
    if (best)
        return QStringLiteral("there is no such setting: did you mean %1?").arg(QLatin1StringView(best));
    return QStringLiteral(
        "there is no such setting: remove it, or see `auth-server config explain` for those that exist");
}

}

ConfigSources ConfigSources::ofProcess()
{
    ConfigSources sources;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString& name : names)
        sources.environment.insert(name.toLocal8Bit(), environment.value(name).toLocal8Bit());
    sources.envFile = QStringLiteral(".env");
    return sources;
}

ConfigLoader::ConfigLoader(ConfigSources sources)
    : m_sources(std::move(sources))
{
    QList<Layer> layers(3);
    readEnvFile(layers[0]);
    for (const auto& [name, text] : m_sources.environment.asKeyValueRange())
        layers[1].insert(name, { text, QStringLiteral("environment"), true });
    for (const auto& [name, text] : m_sources.commandLine.asKeyValueRange())
        layers[2].insert(name, { text, QStringLiteral("command line"), true });
    for (const Layer& layer : std::as_const(layers))
        refuseUnknown(layer);
    resolve(layers);
}

void ConfigLoader::readEnvFile(Layer& layer)
{
    if (m_sources.envFile.isEmpty())
        return;
    const QString shown = m_sources.envFile;
    QFile file(m_sources.envFile);
    if (!file.exists() && !m_sources.envFileRequired)
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_problems.append({ {}, shown,
            QStringLiteral("the file cannot be read (%1): correct the path or its permissions")
                .arg(file.errorString()) });
        return;
    }
    const EnvFile parsed = EnvFile::parse(file.readAll(), QFileInfo(shown).fileName());
    m_problems += parsed.problems;
    for (const EnvFile::Entry& entry : parsed.entries) {
        const QString origin = QStringLiteral("%1:%2").arg(QFileInfo(shown).fileName()).arg(entry.line);
        layer.insert(entry.name, { entry.value, origin, true });
    }
}

void ConfigLoader::refuseUnknown(const Layer& layer)
{
    for (const auto& [name, value] : layer.asKeyValueRange()) {
        if (!name.startsWith(prefix) || config::find(name))
            continue;
        if (name.endsWith(fileSuffix)) {
            const auto* setting = config::find(QByteArrayView(name).chopped(fileSuffix.size()));
            if (setting && setting->secret)
                continue;
        }
        m_problems.append({ name, value.origin, adviceOnUnknown(name) });
    }
}

ConfigLoader::Value ConfigLoader::valueIn(const Layer& layer, QByteArray name, bool secret)
{
    Value value = layer.value(name);
    value.isSet = !value.text.isEmpty(); // NAME= is how compose files leave a setting out.
    const Value path = secret ? layer.value(name + fileSuffix.toByteArray()) : Value();
    if (path.text.isEmpty())
        return value;
    if (value.isSet) {
        m_problems.append({ name, value.origin,
            QStringLiteral("it is set together with %1_FILE: remove one of them").arg(QLatin1StringView(name)) });
        return value;
    }
    QFile file(QString::fromLocal8Bit(path.text));
    const QByteArray fileName = name + fileSuffix.toByteArray();
    if (!file.open(QIODevice::ReadOnly)) {
        m_problems.append({ fileName, path.origin,
            QStringLiteral("the file \"%1\" cannot be read (%2): correct the path or its permissions")
                .arg(file.fileName(), file.errorString()) });
        return value;
    }
    QByteArray text = file.read(largestSecretFile);
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    if (text.isEmpty())
        m_problems.append({ fileName, path.origin,
            QStringLiteral("the file \"%1\" is empty: write the secret into it").arg(file.fileName()) });
    return { text, QStringLiteral("%1, %2").arg(file.fileName(), path.origin), !text.isEmpty() };
}

void ConfigLoader::resolve(const QList<Layer>& layers)
{
    for (const config::Group& group : config::groups()) {
        for (const config::Setting& setting : group.settings) {
            Value value{ setting.standard, QStringLiteral("default"), false };
            for (const Layer& layer : layers) {
                Value candidate = valueIn(layer, setting.name, setting.secret);
                if (candidate.isSet)
                    value = std::move(candidate);
            }
            m_rows.append({ setting.name, setting.secret ? QByteArray(value.isSet ? "set" : "unset") : value.text,
                value.origin, setting.reloadable, QCryptographicHash::hash(value.text, QCryptographicHash::Sha256) });
            m_values.insert(setting.name, std::move(value));
        }
    }
}

std::expected<Config, QList<ConfigProblem>> ConfigLoader::load(ConfigPurpose purpose) const
{
    Config config;
    QList<ConfigProblem> problems = m_problems;
    QList<QByteArray> refused;
    for (const auto& [name, value] : m_values.asKeyValueRange()) {
        if (value.text.isEmpty())
            continue;
        if (const auto stored = config::store(*config::find(name), value.text, config); !stored) {
            refused.append(name);
            problems.append({ name, value.isSet ? value.origin : QString(), stored.error() });
        }
    }

    const QList<ConfigProblem> broken = checkRules(config, purpose);
    for (ConfigProblem problem : broken) {
        // What could not be read cannot break a rule as well.
        if (refused.contains(problem.name))
            continue;
        if (const auto value = m_values.constFind(problem.name); value != m_values.constEnd() && value->isSet)
            problem.origin = value->origin;
        problems.append(std::move(problem));
    }
    if (!problems.isEmpty())
        return std::unexpected(std::move(problems));
    return config;
}

std::expected<Config, QList<ConfigProblem>> ConfigLoader::load(
    QMap<QByteArray, QByteArray> environment, QString envFile, ConfigPurpose purpose)
{
    return ConfigLoader({ {}, std::move(environment), std::move(envFile), true }).load(purpose);
}

QList<QByteArray> settingsThatNeedRestart(const QList<ConfigRow>& before, const QList<ConfigRow>& after)
{
    QList<QByteArray> names;
    for (const ConfigRow& row : after) {
        const auto old = std::find_if(
            before.begin(), before.end(), [&row](const ConfigRow& other) { return other.name == row.name; });
        if (!row.reloadable && old != before.end() && old->digest != row.digest)
            names.append(row.name);
    }
    return names;
}

}
