// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest/QtTest>

#include <functional>
#include <memory>
#include <vector>

// QtTest's five seconds are too few where other tests have the processors. What comes in time takes no longer for it.
#undef QTRY_COMPARE
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT(expression, expected, 60'000)
#undef QTRY_VERIFY
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT(expression, 60'000)

namespace auth::test {

struct TestCase {
    const char* name;
    std::function<std::unique_ptr<QObject>()> make;
};

/// Test classes of this executable, in link order.
inline std::vector<TestCase>& testCases()
{
    static std::vector<TestCase> cases;
    return cases;
}

template <typename T>
struct Register {
    explicit Register(const char* name)
    {
        testCases().push_back({ name, [] { return std::make_unique<T>(); } });
    }
};

}

/// Adds a QObject with test slots to its folder's executable. Stands after the class, before `#include "X.moc"`.
#define AUTH_TEST(Class) static const auth::test::Register<Class> registered_##Class(#Class)
