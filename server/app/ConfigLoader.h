// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Config.h"
#include "app/ConfigProblem.h"

#include <QtCore/QMap>

#include <expected>

namespace auth::app {

/// What the configuration is read for: it decides what must be set.
enum class ConfigPurpose : quint8 {
    Serve, ///< Everything that `serve` and `admin recover` need.
    Migrate, ///< The database only.
    Develop, ///< Nothing: `dev` makes what is missing.
};

/// Where values come from. The command line wins over the environment, that over the file.
struct ConfigSources {
    QMap<QByteArray, QByteArray> commandLine; ///< By the setting's name: `{"AUTH_LISTEN", "127.0.0.1:0"}`.
    QMap<QByteArray, QByteArray> environment;
    QString envFile; ///< Path; empty for none.
    bool envFileRequired = false; ///< Named by `--env-file`: it has to exist.

    /// The process's environment, and the file `.env` of the working directory.
    static ConfigSources ofProcess();
};

/// A line of `config explain`.
struct ConfigRow {
    QByteArray name;
    QByteArray value; ///< As written; `set` or `unset` for a secret.
    QString origin; ///< `default`, `environment`, `.env:12`, `command line`, or the file a secret came from.
    bool reloadable = false;
    QByteArray digest; ///< SHA-256 of the value, to see that a secret changed.
};

/// Reads, types and checks the settings. All problems are found in one go.
class ConfigLoader {
public:
    explicit ConfigLoader(ConfigSources sources);

    /// The configuration, or everything that is wrong with it.
    std::expected<Config, QList<ConfigProblem>> load(ConfigPurpose purpose) const;

    /// Every setting with its value and origin, also where load() fails.
    QList<ConfigRow> explain() const { return m_rows; }

    static std::expected<Config, QList<ConfigProblem>> load(
        QMap<QByteArray, QByteArray> environment, QString envFile, ConfigPurpose purpose = ConfigPurpose::Serve);

private:
    struct Value {
        QByteArray text;
        QString origin;
        bool isSet = false;
    };
    using Layer = QMap<QByteArray, Value>;

    void readEnvFile(Layer& layer);
    void refuseUnknown(const Layer& layer);
    void resolve(const QList<Layer>& layers);
    Value valueIn(const Layer& layer, QByteArray name, bool secret);

    ConfigSources m_sources;
    QMap<QByteArray, Value> m_values;
    QList<ConfigRow> m_rows;
    QList<ConfigProblem> m_problems; ///< Of reading; those of values are found by load().
};

/// Settings that differ and that SIGHUP does not take over.
QList<QByteArray> settingsThatNeedRestart(const QList<ConfigRow>& before, const QList<ConfigRow>& after);

}
