// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Config.h"
#include "app/ConfigLoader.h"
#include "app/ConfigProblem.h"

namespace auth::app {

/// What is wrong with settings that are well-formed one by one: what is missing, what contradicts, and what production
/// does not allow. Origins are left to the caller.
QList<ConfigProblem> checkRules(const Config& config, ConfigPurpose purpose);

}
