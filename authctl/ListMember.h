// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"
#include "Options.h"

#include <QtCore/QJsonArray>

#include <expected>

namespace auth::cli {

struct Invocation;

/// A member of an object that is a list and is changed one element at a time: an application's redirect URIs.
struct ListMember {
    const char *name; ///< Of the member: redirect_uris.
    const char *element; ///< What one is called, in tables and messages: redirect_uri.
    bool isText = false; ///< One string, its words separated by spaces, as OAuth writes `scope` (RFC 6749 §3.3).
};

/// The elements, a row each.
int listElements(const Invocation &invocation, const ListMember &member);
/// Changes the member by the arguments behind the handle. The API takes lists whole: the object is read first, and the
/// change is refused (exit code 6) where it is another one by then.
int addElements(const Invocation &invocation, const ListMember &member);
int removeElements(const Invocation &invocation, const ListMember &member);
/// Makes the arguments behind the handle the whole list.
int setElements(const Invocation &invocation, const ListMember &member);

/// \a before with \a elements, or without them; an element that is there already, or is not there, is a mistake of usage.
std::expected<QJsonArray, Failure> withElements(
    const QJsonArray &before, const QStringList &elements, bool adds, const QString &element);

}
