// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

namespace auth::pages {

/// Names a text in `translations/`. Written as QT_TRANSLATE_NOOP("pages", "…") where C++ chooses it, as `{{T_…}}`
/// where a template does.
using MessageId = const char*;

/// What a template shows: values of its variables, and sections, each of which appears once per entry.
class PageData {
public:
    /// The value of `{{name}}`, and of `{name}` in the page's texts. Escaped by the template for where it stands.
    PageData& set(QByteArray name, QString value);
    /// The value of `{{name}}` is the translation of \a id.
    PageData& setMessage(QByteArray name, MessageId id);
    /// Shows `{{#name}}…{{/name}}` once more; the entry sees the values around it, and its own before them.
    PageData& add(QByteArray section);
    /// add() for a section without values of its own, when \a visible.
    PageData& show(QByteArray section, bool visible = true);

    const QHash<QByteArray, QString>& values() const { return m_values; }
    const QHash<QByteArray, MessageId>& messages() const { return m_messages; }
    const std::deque<std::pair<QByteArray, PageData>>& sections() const { return m_sections; }

private:
    QHash<QByteArray, QString> m_values;
    QHash<QByteArray, MessageId> m_messages;
    std::deque<std::pair<QByteArray, PageData>> m_sections; // A deque: add() hands out references.
};

/// Something a person has to correct. \a field is the id of an input of the page, or empty.
struct PageError {
    MessageId message;
    QByteArray field;
    QList<std::pair<QByteArray, QString>> parameters = {}; ///< `{name}` of the text.
};

/// Cross-Origin-Opener-Policy of a page: a client that opened it as a popup talks to its window afterwards.
enum class OpenerPolicy : quint8 { SameOrigin, Popup };

/// Until when the page can be sent, and where a POST of `csrf` gets more time (WCAG 2.2, 2.2.1).
struct TimeLimit {
    Timestamp end {};
    std::chrono::seconds left {}; ///< Until then, from now.
    QString action; ///< Empty: there is no more to be had.
    QString csrf;
};

/// One page as a value; Pages.h makes them.
struct PageModel {
    QByteArray page; ///< The template's name, `sign_in`.
    MessageId title; ///< The document's title, without the realm.
    PageData data;
    QList<PageError> errors;
    /// CSP sources that `form-action` allows beside 'self' (formActionSource()): where the answer to this page's form
    /// may redirect to. Chromium and Safari check each hop.
    QList<QByteArray> formActions;
    OpenerPolicy opener = OpenerPolicy::SameOrigin;
    std::optional<TimeLimit> timeLimit;
    QString uiLocales; ///< `ui_locales` of the authorization request: BCP 47 tags in order, separated by spaces.
};

/// Whose pages these are.
struct PageRealm {
    QString displayName;
    QString defaultLocale; ///< BCP 47; empty is English.
};

}
