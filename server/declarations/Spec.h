// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Operation.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <span>

namespace auth::declarations {

/// What has to be sent so that \a current has what \a spec names: its members that differ; those of an object one by one
/// where \a fields has them (`settings.x`), other objects whole. What the spec does not name is left alone; null where
/// nothing is differs from nothing in nothing.
QJsonObject patchOf(std::span<const api::BodyField> fields, const QJsonObject &spec, const QJsonObject &current);

/// The members of \a object that are among \a names.
QJsonObject only(const QJsonObject &object, const QStringList &names);

}
