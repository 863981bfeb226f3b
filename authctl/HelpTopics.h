// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace auth::cli {

struct HelpTopic {
    const char *name;
    const char *summary;
    const char *text;
};

/// What `authctl help TOPIC` and the manual explain beside the commands.
std::span<const HelpTopic> helpTopics();

}
