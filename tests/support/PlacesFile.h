// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

namespace auth::test {

/// A network and the place that it is counted to.
struct PlaceOfNetwork {
    QByteArray address; ///< IPv4 or IPv6.
    int bits; ///< Of the prefix.
    QString city; ///< English; empty: only the country is known.
    QString cityInGerman;
    QString country;
    QString countryInGerman;
    QByteArray countryCode;
};

/// A database of places (MaxMind DB file format 2.0), byte by byte.
QByteArray placesFile(const QList<PlaceOfNetwork> &networks);

}
