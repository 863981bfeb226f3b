// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Error.h"

#include <expected>
#include <utility>

namespace auth {

/// A value, or an expected failure. Broken invariants are assertions, not results.
template<typename T>
using Result = std::expected<T, Error>;

/// `return failure(ErrorCode::NotFound, …)` in any function that returns a Result.
inline std::unexpected<Error> failure(ErrorCode code, QString description, QString detail = {})
{
    return std::unexpected(Error(code, std::move(description), std::move(detail)));
}

}

/// The value of \a expression, or leave the function with its error.
#define TRY(expression)                                                                                                \
    (__extension__({                                                                                                   \
        auto &&tryResult_ = (expression);                                                                              \
        if (!tryResult_) [[unlikely]]                                                                                  \
            return std::unexpected(std::move(tryResult_).error());                                                     \
        std::move(tryResult_).value();                                                                                 \
    }))

/// TRY for coroutines. Never bind its value to `auto &&`: the result that it came from is gone.
#define CO_TRY(expression)                                                                                             \
    (__extension__({                                                                                                   \
        auto &&tryResult_ = (expression);                                                                              \
        if (!tryResult_) [[unlikely]]                                                                                  \
            co_return std::unexpected(std::move(tryResult_).error());                                                  \
        std::move(tryResult_).value();                                                                                 \
    }))
