// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtTest/QtTest>

namespace auth::test {

template<typename T>
QByteArray explain(const Result<T> &result)
{
    return result ? QByteArray()
                  : (result.error().description + QLatin1StringView(" | ") + result.error().detail).toUtf8();
}

/// The wire name of the error's code, or "no error".
template<typename T>
QByteArray errorName(const Result<T> &result)
{
    return result ? QByteArrayLiteral("no error") : QByteArray(errorTraits(result.error().code).wireName);
}

}

/// The result must be a value; otherwise its error is the message. The expression is evaluated once.
#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto &verifiedResult = (expression);                                                                     \
        QVERIFY2(verifiedResult.has_value(), auth::test::explain(verifiedResult).constData());                         \
    } while (false)

/// The result must be an error with this code. The expression is evaluated once.
#define COMPARE_ERROR(expression, expectedCode)                                                                        \
    QCOMPARE(auth::test::errorName(expression), QByteArray(auth::errorTraits(expectedCode).wireName))
