// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "RawClient.h"

#include "core/Form.h"

#include <QtCore/QJsonObject>
#include <QtCore/QMap>

namespace auth::test {

class TestServer;

/// Parameters of a query or form, in order, encoded as they are sent.
class Parameters {
public:
    using Pair = std::pair<QByteArray, QByteArray>;
    Parameters() = default;
    Parameters(std::initializer_list<Pair> pairs)
        : m_pairs(pairs)
    {
    }
    /// In the place of what \a name was, or at the end.
    Parameters &set(const QByteArray &name, const QByteArray &value);
    /// Also where \a name is there already.
    Parameters &add(const QByteArray &name, const QByteArray &value);
    Parameters &remove(const QByteArray &name);
    /// These, with each of \a changes set.
    Parameters with(const Parameters &changes) const;
    Parameters without(const QByteArray &name) const { return Parameters(*this).remove(name); }
    QByteArray value(const QByteArray &name) const;
    bool contains(const QByteArray &name) const;
    const QList<Pair> &pairs() const { return m_pairs; }
    QByteArray encoded() const;
    static QByteArray encode(const QByteArray &value);

private:
    QList<Pair> m_pairs;
};

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

/// An answer, with what tests ask of it.
struct Reply : Answer {
    QList<QByteArray> fields(const QByteArray &name) const;
    QByteArray mediaType() const;
    QByteArray location() const { return field("Location"); }
    /// The body, read strictly; empty when it is not a JSON object.
    QJsonObject json() const;
    QString text(const char *member) const { return json()[QLatin1StringView(member)].toString(); }
    QByteArray error() const { return text("error").toLatin1(); }
    /// The query of the Location: an authorization response by `query`.
    Form locationQuery() const;
    /// Where the Location leads, without its query.
    QByteArray locationBase() const { return location().split('?').first(); }
};

/// A form of a page: what a browser would send of it.
struct HtmlForm {
    QByteArray method;
    QByteArray action;
    Parameters fields; ///< Inputs, not buttons.
    QList<Parameters::Pair> buttons;

    static QList<HtmlForm> all(const QByteArray &html);
    bool hasButton(const QByteArray &name) const;
};

/// `&lt;` and the like, as templates write them.
QByteArray decodeHtml(const QByteArray &text);

/// A blocking client of a TestServer, with a cookie jar; a connection for each request. Requests look as if they came
/// through the TLS proxy, unless told otherwise. Does not follow redirects.
class HttpClient {
public:
    enum class Via : quint8 {
        Proxy, ///< From the trusted address, over TLS, as 192.0.2.7.
        ProxyPlain, ///< The same, over plain HTTP.
        Nothing, ///< From an address that nobody trusts, over plain HTTP.
    };
    explicit HttpClient(quint16 port, Via via = Via::Proxy);
    explicit HttpClient(const TestServer &server, Via via = Via::Proxy);

    Reply get(const QByteArray &target, const HeaderList &headers = {}) { return send("GET", target, headers); }
    Reply post(const QByteArray &target, const Parameters &form, const HeaderList &headers = {});
    /// \a body as it stands, with the media type of a form.
    Reply postRaw(const QByteArray &target, const QByteArray &body, const HeaderList &headers = {});
    /// Ends the process when no answer comes within 30 s. A header with an empty name is left out; Host, when it is
    /// among \a headers, is not added.
    Reply send(const QByteArray &method, const QByteArray &target, const HeaderList &headers = {},
        const QByteArray &body = {});

    /// The Host of requests; that of the public URL without it.
    void setHost(const QByteArray &host) { m_host = host; }
    /// Whom the proxy names as the client.
    void setAddress(const QByteArray &address) { m_address = address; }
    const QMap<QByteArray, QByteArray> &cookies() const { return m_cookies; }
    void setCookie(const QByteArray &name, const QByteArray &value) { m_cookies[name] = value; }
    void removeCookie(const QByteArray &name) { m_cookies.remove(name); }
    void clearCookies() { m_cookies.clear(); }
    /// The only cookie whose name begins with \a prefix; empty when there is none or more than one.
    QByteArray cookieNamed(const QByteArray &prefix) const;

private:
    void takeCookies(const Reply &reply);

    quint16 m_port;
    Via m_via;
    QByteArray m_host = "id.example";
    QByteArray m_address = "192.0.2.7";
    QMap<QByteArray, QByteArray> m_cookies;
};

/// A browser without scripts: follows redirects within the server, fills in forms, sends the headers that browsers
/// send. Stops where a redirect leads away from the server.
class Browser : public HttpClient {
public:
    explicit Browser(TestServer &server);
    /// At another host name of the server.
    Browser(TestServer &server, const QByteArray &host);

    /// Opens \a target (or an absolute URL of the server) as if it was typed.
    Reply open(const QByteArray &target);
    /// Sends the page's form that has the button \a button, with \a changes to its fields.
    Reply submit(const QByteArray &button, const Parameters &changes = {});
    /// What a script of the page posts and reads itself; the page stays.
    Reply fetch(const QByteArray &target, const Parameters &fields);
    /// Sends a form that a script of the page put together.
    Reply postForm(const QByteArray &target, const Parameters &fields);
    /// Sends the forms of the sign-in pages, whether they ask for the name first or not.
    Reply signIn(const QByteArray &username, const QByteArray &password);

    const Reply &page() const { return m_page; }
    /// The forms of the page.
    QList<HtmlForm> forms() const { return HtmlForm::all(m_page.body); }
    std::optional<HtmlForm> formWith(const QByteArray &button) const;
    /// Of the page: target with query.
    QByteArray address() const { return m_target; }
    /// Every answer on the way to the page, the page's own last.
    const QList<Reply> &trail() const { return m_trail; }
    /// Does the answer lead away from the server: is it an authorization response or a return after signing out?
    bool hasLeft() const;
    HeaderList navigation = { { "Accept", "text/html" }, { "Accept-Language", "en" } }; ///< With every request.

private:
    Reply follow(Reply reply);

    QByteArray m_origin;
    QByteArray m_target;
    Reply m_page;
    QList<Reply> m_trail;
};

}
