// SPDX-License-Identifier: GPL-3.0-or-later
#include "adapters/places/PlaceDatabase.h"

#include <maxminddb.h>

#include <QtCore/QFile>

namespace auth::places {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const MMDB_entry_data_s &data)
{
    if (!data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING)
        return {};
    return QString::fromUtf8(data.utf8_string, data.data_size).simplified();
}

template <typename... Keys>
QString value(MMDB_entry_s *entry, Keys... keys)
{
    MMDB_entry_data_s data {};
    return MMDB_get_value(entry, &data, keys..., nullptr) == MMDB_SUCCESS ? textOf(data) : QString();
}

/// `what` is `city` or `country`. Names are by language: de, en, pt-BR, zh-CN.
QString name(MMDB_entry_s *entry, const char *what, const QByteArray &language)
{
    for (const QByteArray &tag : { language, language.split('-').first(), QByteArray("en") }) {
        if (const QString found = value(entry, what, "names", tag.constData()); !found.isEmpty())
            return found;
    }
    return {};
}

}

QString Place::text() const
{
    const QString where = country.isEmpty() ? countryCode : country;
    return city.isEmpty() || where.isEmpty() ? city + where : city + u", "_s + where;
}

Result<std::shared_ptr<const PlaceDatabase>> PlaceDatabase::open(const QString &path)
{
    auto database = std::make_unique<MMDB_s>();
    const int status = MMDB_open(QFile::encodeName(path).constData(), MMDB_MODE_MMAP, database.get());
    if (status != MMDB_SUCCESS)
        return failure(ErrorCode::ValidationFailed,
            u"\"%1\" is no database of places: %2."_s.arg(path, QString::fromUtf8(MMDB_strerror(status))));
    return std::shared_ptr<const PlaceDatabase>(new PlaceDatabase(std::move(database)));
}

PlaceDatabase::PlaceDatabase(std::unique_ptr<MMDB_s> database)
    : m_database(std::move(database))
{
}

PlaceDatabase::~PlaceDatabase()
{
    MMDB_close(m_database.get());
}

std::optional<Place> PlaceDatabase::find(const QByteArray &address, const QByteArray &language) const
{
    int badAddress = 0;
    int badDatabase = MMDB_SUCCESS;
    auto found = MMDB_lookup_string(m_database.get(), address.constData(), &badAddress, &badDatabase);
    if (badAddress != 0 || badDatabase != MMDB_SUCCESS || !found.found_entry)
        return std::nullopt;
    Place place { name(&found.entry, "city", language), name(&found.entry, "country", language),
        value(&found.entry, "country", "iso_code") };
    return place.text().isEmpty() ? std::nullopt : std::optional(std::move(place));
}

}
