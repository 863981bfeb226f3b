// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Config.h"

#include <expected>
#include <span>
#include <variant>

namespace auth::app::config {

/// Where a setting's value goes. The type says which form the value has.
using Field = std::variant<bool& (*)(Config&), int& (*)(Config&), qsizetype& (*)(Config&),
    std::chrono::milliseconds& (*)(Config&), std::chrono::seconds& (*)(Config&), QByteArray& (*)(Config&),
    QString& (*)(Config&), Secret& (*)(Config&), Endpoint& (*)(Config&), std::optional<Endpoint>& (*)(Config&),
    QList<Subnet>& (*)(Config&), Environment& (*)(Config&), LogLevel& (*)(Config&), LogFormat& (*)(Config&),
    smtp::Security& (*)(Config&)>;

/// The form of a text or secret, where the field's type alone does not say it.
enum class TextForm : quint8 {
    Any,
    Origin, ///< `https://auth.example.com`
    Key, ///< 32 bytes
    ConnectionString, ///< What libpq takes.
    Name, ///< `[a-z0-9][a-z0-9-]{0,62}`, as realms are named.
    Identifier, ///< A PostgreSQL role that needs no quotes.
    File, ///< The path of a readable file.
    AppendedFile, ///< The path of a file that is written to, and made where it is absent.
    RedisUrl, ///< `redis://HOST:PORT`, `unix:///PATH`
    Host, ///< A name or an address, without a port.
    Mailbox, ///< `local@domain` or `Name <local@domain>`
    Domain, ///< `example.com`
    Origins, ///< Some of Origin, separated by commas or spaces.
    Token, ///< 16 to 512 visible ASCII characters.
};

/// One setting. The row is its only description: `.env.example`, `config explain` and validation come from it.
struct Setting {
    const char* name;
    Field field;
    const char* standard = ""; ///< The default, as it would be written; empty: not set.
    qint64 minimum = 0; ///< Of numbers, sizes (bytes) and times (milliseconds).
    qint64 maximum = 0;
    TextForm form = TextForm::Any;
    const char* choices = ""; ///< `debug|info`, in the order of the enumeration.
    bool secret = false; ///< Never shown; may come from the file that `<name>_FILE` names.
    bool reloadable = false; ///< SIGHUP takes over a change.
    const char* description = ""; ///< English sentences.
};

struct Group {
    const char* title;
    std::span<const Setting> settings;
};

/// All settings, in the order in which people read them.
std::span<const Group> groups();

/// The setting \a name, or nothing.
const Setting* find(QByteArrayView name);

/// Puts \a text into the setting's field, or says why it cannot be and what to write instead.
std::expected<void, QString> store(const Setting& setting, QByteArrayView text, Config& config);

/// The text of `.env.example`: every setting with its description, as a comment, at its default.
QByteArray exampleFile();

}
