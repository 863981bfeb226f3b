// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SavedViews.h"

#include <QtCore/QSettings>

namespace auth::console {

using namespace Qt::StringLiterals;

SavedViews::SavedViews(const QString &page)
    : m_group(u"pages/%1/views"_s.arg(page))
{
}

QList<SavedView> SavedViews::all() const
{
    QSettings settings;
    QList<SavedView> views;
    const int count = settings.beginReadArray(m_group);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        views.append({ settings.value("name"_L1).toString(), settings.value("filter"_L1).toString(),
            settings.value("sort"_L1).toString(), settings.value("descending"_L1).toBool(),
            settings.value("columns"_L1).toByteArray() });
    }
    settings.endArray();
    return views;
}

void SavedViews::save(const SavedView &view)
{
    QList<SavedView> views = all();
    views.removeIf([&view](const SavedView &one) { return one.name == view.name; });
    views.append(view);
    std::sort(views.begin(), views.end(), [](const SavedView &one, const SavedView &other) {
        return QString::localeAwareCompare(one.name, other.name) < 0;
    });
    write(views);
}

void SavedViews::remove(const QString &name)
{
    QList<SavedView> views = all();
    views.removeIf([&name](const SavedView &one) { return one.name == name; });
    write(views);
}

void SavedViews::write(QList<SavedView> views) const
{
    QSettings settings;
    settings.remove(m_group);
    settings.beginWriteArray(m_group, static_cast<int>(views.size()));
    for (int i = 0; i < views.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue("name"_L1, views[i].name);
        settings.setValue("filter"_L1, views[i].filter);
        settings.setValue("sort"_L1, views[i].sort);
        settings.setValue("descending"_L1, views[i].isDescending);
        settings.setValue("columns"_L1, views[i].columns);
    }
    settings.endArray();
}

}
