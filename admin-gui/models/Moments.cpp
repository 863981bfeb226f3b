// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Moments.h"

#include <QtCore/QLocale>

namespace auth::console {

using namespace Qt::StringLiterals;

QDateTime moment(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toLocalTime();
}

QDateTime moment(const Field<QString> &field)
{
    return field.hasValue() ? moment(field.value()) : QDateTime();
}

QString apiMoment(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODate);
}

QString momentText(const QDateTime &moment)
{
    return moment.isValid() ? QLocale().toString(moment, u"d MMM yyyy, HH:mm"_s) : QString();
}

}
