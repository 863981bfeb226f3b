// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/PageModel.h"

namespace auth::pages {

PageData& PageData::set(QByteArray name, QString value)
{
    m_values.insert(std::move(name), std::move(value));
    return *this;
}

PageData& PageData::setMessage(QByteArray name, MessageId id)
{
    m_messages.insert(std::move(name), id);
    return *this;
}

PageData& PageData::add(QByteArray section)
{
    return m_sections.emplace_back(std::move(section), PageData()).second;
}

PageData& PageData::show(QByteArray section, bool visible)
{
    if (visible)
        add(std::move(section));
    return *this;
}

}
