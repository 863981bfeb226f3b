// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QtTest/QtTest>

namespace auth::test {

template <typename T>
QByteArray explain(const Result<T>& result)
{
    return result ? QByteArray()
                  : (result.error().description + QLatin1StringView(" | ") + result.error().detail).toUtf8();
}

}

/// The result must be a value; otherwise its error is the message. (QVERIFY2 always evaluates its message.)
#define VERIFY_RESULT(result) QVERIFY2((result).has_value(), auth::test::explain(result).constData())

/// The result must be an error with this code.
#define COMPARE_ERROR(result, expectedCode)                                                                            \
    do {                                                                                                               \
        QVERIFY2(!(result).has_value(), "a value where an error was expected");                                        \
        QCOMPARE(QByteArray(auth::errorTraits((result).error().code).wireName),                                        \
            QByteArray(auth::errorTraits(expectedCode).wireName));                                                     \
    } while (false)
