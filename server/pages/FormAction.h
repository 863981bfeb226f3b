// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace auth::pages {

/// What `form-action` must name so that a form's answer may redirect to \a redirectUri: its origin
/// (`https://app.example:8443`), or `scheme:` for a scheme of an application's own. Nothing when no CSP source can say
/// it: browsers reject `[::1]` in a CSP (Content Security Policy Level 3 §2.3.1), such a redirect needs the
/// interstitial page; nor for what is not an absolute URI.
std::optional<QByteArray> formActionSource(QByteArrayView redirectUri);

/// An absolute URI whose scheme does not run anything: neither `javascript:` nor `data:` nor the like.
bool isNavigable(QByteArrayView uri);

}
