// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth {

enum class PrivateUseSchemes : quint8 { Refused, Allowed };

/// Why \a uri must not be registered as a redirect or post-logout URI; empty when it may. The server refuses it with
/// these words, and the console while it is typed.
///
/// It works on bytes: URI parsers disagree (`https://app.example\@evil/` has another host for QUrl than for a browser),
/// so whatever could be read in two ways is refused, and requests are later compared byte for byte (RFC 9700 §4.1.3).
/// https with any host; http on loopback hosts only (RFC 8252 §7.3); private-use schemes with a full stop in them where
/// they are allowed: for native applications (RFC 8252 §7.1, §8.4). No wildcard, fragment, user info or dot segment.
QString redirectUriProblem(const QString &uri, PrivateUseSchemes schemes);

/// Why \a origin is no origin that a browser sends (RFC 6454 §6.2) from https or a loopback http site.
QString originProblem(const QString &origin);

/// Why \a uri is not the https URL of something that is shown, linked to or called; loopback http passes where
/// \a loopback is set.
enum class LoopbackHttp : quint8 { Refused, Allowed };
QString webUrlProblem(const QString &uri, LoopbackHttp loopback);

}
