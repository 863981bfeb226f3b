// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace auth::agents {

/// One entry of uap-core's lists; the first that matches counts.
struct Expression {
    const char *pattern; ///< PCRE, UTF-8.
    const char *name; ///< What it is called, with `$1` for the first group; empty: the first group.
};

// Written at build time.
std::span<const Expression> browserExpressions();
std::span<const Expression> systemExpressions();

}
