// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#include <optional>
#include <utility>

namespace auth {

/// A member of a partial change (RFC 7396): not named, named with null (back to the default), or named with a value.
template <typename T>
class Field {
public:
    using Value = T;

    Field() = default;
    Field(T value)
        : m_value(std::move(value))
        , m_named(true)
    {
    }
    static Field null()
    {
        Field field;
        field.m_named = true;
        return field;
    }

    bool isNamed() const { return m_named; }
    bool isNull() const { return m_named && !m_value; }
    bool hasValue() const { return m_value.has_value(); }
    const T &value() const
    {
        Q_ASSERT(m_value);
        return *m_value;
    }
    T valueOr(T fallback) const { return m_value.value_or(std::move(fallback)); }
    const std::optional<T> &optional() const { return m_value; }

    /// Leaves \a target alone, or sets it to the value, or to \a fallback where null was named.
    void applyTo(T &target, T fallback = {}) const
    {
        if (m_named)
            target = m_value ? *m_value : std::move(fallback);
    }

    friend bool operator==(const Field &, const Field &) = default;

private:
    std::optional<T> m_value;
    bool m_named = false;
};

}
