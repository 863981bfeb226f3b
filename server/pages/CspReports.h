// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

namespace auth::pages {

/// What a browser says that a page's policy blocked, without queries: they carry codes and states.
struct CspReport {
    QString directive;
    QString blocked; ///< Origin, scheme, or a word such as `inline`.
    QString page; ///< Path of our page.
};

/// Reads an `application/csp-report` body (Content Security Policy Level 3 §5.3). Malformed for anything else.
Result<CspReport> parseCspReport(QByteArray body);

/// `POST /csp`, where `report-uri` of every page leads: logs `csp.violation`. Anybody can send such a report, so each
/// thread logs at most ten in a minute.
void addCspReportRoute(http::Router* router);

}
