// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/FactorService.h"
#include "pages/SecurityPages.h"

namespace auth::sign_in {

/// An authenticator that waits for its first code, as the page shows it.
inline pages::EnrolmentView enrolmentView(const FactorService::Enrolment &enrolment)
{
    pages::EnrolmentView view;
    view.secret = QString::fromLatin1(enrolment.secret);
    view.uri = enrolment.uri;
    return view;
}

}
