// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpClient.h"

#include "TestServer.h"

#include "core/Json.h"

#include <QtCore/QRegularExpression>

namespace auth::test {

namespace {

constexpr std::chrono::seconds kPatience { 30 };
constexpr int kMostRedirects = 10;

/// Attributes of one start tag, as our templates write them: name="value", or a bare name.
QMap<QByteArray, QByteArray> attributesOf(const QString &tag)
{
    static const QRegularExpression attribute(QStringLiteral("([a-zA-Z-]+)(?:=\"([^\"]*)\")?"));
    QMap<QByteArray, QByteArray> attributes;
    auto matches = attribute.globalMatch(tag);
    while (matches.hasNext()) {
        const auto match = matches.next();
        attributes.insert(match.captured(1).toLower().toUtf8(), decodeHtml(match.captured(2).toUtf8()));
    }
    return attributes;
}

}

Parameters &Parameters::set(const QByteArray &name, const QByteArray &value)
{
    for (auto &[known, old] : m_pairs) {
        if (known == name) {
            old = value;
            return *this;
        }
    }
    return add(name, value);
}

Parameters &Parameters::add(const QByteArray &name, const QByteArray &value)
{
    m_pairs.append({ name, value });
    return *this;
}

Parameters &Parameters::remove(const QByteArray &name)
{
    m_pairs.removeIf([&name](const Pair &pair) { return pair.first == name; });
    return *this;
}

Parameters Parameters::with(const Parameters &changes) const
{
    Parameters result = *this;
    for (const auto &[name, value] : changes.m_pairs)
        result.set(name, value);
    return result;
}

QByteArray Parameters::value(const QByteArray &name) const
{
    for (const auto &[known, value] : m_pairs) {
        if (known == name)
            return value;
    }
    return {};
}

bool Parameters::contains(const QByteArray &name) const
{
    return std::any_of(m_pairs.begin(), m_pairs.end(), [&name](const Pair &pair) { return pair.first == name; });
}

QByteArray Parameters::encode(const QByteArray &value)
{
    return value.toPercentEncoding();
}

QByteArray Parameters::encoded() const
{
    QByteArray text;
    for (const auto &[name, value] : m_pairs)
        text += (text.isEmpty() ? "" : "&") + encode(name) + '=' + encode(value);
    return text;
}

QList<QByteArray> Reply::fields(const QByteArray &name) const
{
    QList<QByteArray> values;
    const QByteArray prefix = name.toLower() + ':';
    for (const auto &line : head.split('\n')) {
        if (line.left(prefix.size()).toLower() == prefix)
            values.append(line.sliced(prefix.size()).trimmed());
    }
    return values;
}

QByteArray Reply::mediaType() const
{
    return field("Content-Type").split(';').first().trimmed().toLower();
}

QJsonObject Reply::json() const
{
    return parseJsonObject(body).value_or(QJsonObject());
}

Form Reply::locationQuery() const
{
    const QByteArray url = location();
    const auto question = url.indexOf('?');
    return question < 0 ? Form() : Form::parse(url.mid(question + 1).split('#').first()).value_or(Form());
}

QByteArray decodeHtml(const QByteArray &text)
{
    QByteArray decoded = text;
    static const std::pair<const char *, const char *> entities[] = { { "&lt;", "<" }, { "&gt;", ">" },
        { "&quot;", "\"" }, { "&#39;", "'" }, { "&#32;", " " }, { "&amp;", "&" } };
    for (const auto &[entity, character] : entities)
        decoded.replace(entity, character);
    return decoded;
}

QList<HtmlForm> HtmlForm::all(const QByteArray &html)
{
    static const QRegularExpression formTag(
        QStringLiteral("<form\\b([^>]*)>(.*?)</form>"), QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression control(QStringLiteral("<(input|button)\\b((?:[^>\"]|\"[^\"]*\")*)>"));
    QList<HtmlForm> forms;
    auto matches = formTag.globalMatch(QString::fromUtf8(html));
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto attributes = attributesOf(match.captured(1));
        HtmlForm form;
        form.method = attributes.value("method").toUpper();
        form.action = attributes.value("action");
        auto controls = control.globalMatch(match.captured(2));
        while (controls.hasNext()) {
            const auto found = controls.next();
            const auto own = attributesOf(found.captured(2));
            // Nobody ticked it.
            if (own.value("type") == "checkbox" || own.value("type") == "radio")
                continue;
            if (found.captured(1) == u"input")
                form.fields.add(own.value("name"), own.value("value"));
            else
                form.buttons.append({ own.value("name", own.value("id")), own.value("value") });
        }
        forms.append(form);
    }
    return forms;
}

bool HtmlForm::hasButton(const QByteArray &name) const
{
    return std::any_of(buttons.begin(), buttons.end(), [&name](const auto &button) { return button.first == name; });
}

HttpClient::HttpClient(quint16 port, Via via)
    : m_port(port)
    , m_via(via)
{
}

HttpClient::HttpClient(const TestServer &server, Via via)
    : HttpClient(server.port(), via)
{
    m_host = server.publicUrl().mid(server.publicUrl().indexOf("//") + 2);
}

Reply HttpClient::post(const QByteArray &target, const Parameters &form, const HeaderList &headers)
{
    return postRaw(target, form.encoded(), headers);
}

Reply HttpClient::postRaw(const QByteArray &target, const QByteArray &body, const HeaderList &headers)
{
    return send("POST", target, HeaderList { { "Content-Type", "application/x-www-form-urlencoded" } } + headers, body);
}

Reply HttpClient::send(
    const QByteArray &method, const QByteArray &target, const HeaderList &headers, const QByteArray &body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\n";
    bool hasHost = false;
    for (const auto &[name, value] : headers) {
        hasHost |= name == "Host";
        if (!name.isEmpty())
            request += name + ": " + value + "\r\n";
    }
    if (!hasHost)
        request += "Host: " + m_host + "\r\n";
    if (m_via != Via::Nothing)
        request += QByteArray("X-Forwarded-For: ") + m_address
            + "\r\nX-Forwarded-Proto: " + (m_via == Via::Proxy ? "https" : "http") + "\r\n";
    QByteArray cookies;
    for (auto cookie = m_cookies.begin(); cookie != m_cookies.end(); ++cookie)
        cookies += (cookies.isEmpty() ? "" : "; ") + cookie.key() + '=' + cookie.value();
    if (!cookies.isEmpty())
        request += "Cookie: " + cookies + "\r\n";
    if (!body.isEmpty() || method == "POST")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    request += "Connection: close\r\n\r\n" + body;

    RawClient client(m_port, m_via == Via::Nothing ? "127.0.0.2" : nullptr);
    client.setPatience(kPatience);
    std::optional<Answer> answer;
    if (client.isConnected() && client.send(request))
        answer = client.receive(method == "HEAD");
    if (!answer)
        qFatal("no answer to %s %s", method.constData(), target.constData());
    Reply reply { *std::move(answer) };
    takeCookies(reply);
    return reply;
}

void HttpClient::takeCookies(const Reply &reply)
{
    for (const auto &cookie : reply.fields("Set-Cookie")) {
        const auto equals = cookie.indexOf('=');
        const auto end = cookie.indexOf(';');
        const QByteArray name = cookie.left(equals);
        if (cookie.contains("Max-Age=0"))
            m_cookies.remove(name);
        else
            m_cookies.insert(name, cookie.mid(equals + 1, end - equals - 1));
    }
}

QByteArray HttpClient::cookieNamed(const QByteArray &prefix) const
{
    QList<QByteArray> values;
    for (auto cookie = m_cookies.begin(); cookie != m_cookies.end(); ++cookie) {
        if (cookie.key().startsWith(prefix))
            values.append(cookie.value());
    }
    return values.size() == 1 ? values.first() : QByteArray();
}

Browser::Browser(TestServer &server)
    : HttpClient(server)
    , m_origin(server.publicUrl())
{
}

Browser::Browser(TestServer &server, const QByteArray &host)
    : Browser(server)
{
    m_origin = server.publicUrl().first(server.publicUrl().indexOf("//") + 2) + host;
    setHost(host);
}

bool Browser::hasLeft() const
{
    return m_page.status == 303 && !m_page.location().startsWith(m_origin + '/') && !m_page.location().startsWith('/');
}

Reply Browser::follow(Reply reply)
{
    m_trail = { reply };
    for (int i = 0; i < kMostRedirects && reply.status >= 301 && reply.status <= 308 && reply.status != 304; ++i) {
        QByteArray location = reply.location();
        if (location.startsWith(m_origin + '/'))
            location = location.sliced(m_origin.size());
        if (!location.startsWith('/'))
            break;
        m_target = location;
        reply = get(location,
            navigation + HeaderList { { "Sec-Fetch-Site", "same-origin" }, { "Sec-Fetch-Mode", "navigate" } });
        m_trail.append(reply);
    }
    m_page = reply;
    return reply;
}

Reply Browser::open(const QByteArray &target)
{
    m_target = target.startsWith(m_origin) ? target.sliced(m_origin.size()) : target;
    return follow(
        get(m_target, navigation + HeaderList { { "Sec-Fetch-Site", "none" }, { "Sec-Fetch-Mode", "navigate" } }));
}

std::optional<HtmlForm> Browser::formWith(const QByteArray &button) const
{
    for (const auto &form : forms()) {
        if (form.hasButton(button))
            return form;
    }
    return std::nullopt;
}

Reply Browser::submit(const QByteArray &button, const Parameters &changes)
{
    const auto form = formWith(button);
    if (!form)
        qFatal(
            "no form with the button %s at %s:\n%s", button.constData(), m_target.constData(), m_page.body.constData());
    Parameters fields = form->fields.with(changes);
    for (const auto &[name, value] : form->buttons) {
        if (name == button && !fields.contains(name))
            fields.add(name, value);
    }
    return postForm(form->action, fields);
}

Reply Browser::fetch(const QByteArray &target, const Parameters &fields)
{
    return post(target, fields, { { "Origin", m_origin }, { "Sec-Fetch-Site", "same-origin" }, { "Sec-Fetch-Mode", "cors" } });
}

Reply Browser::postForm(const QByteArray &target, const Parameters &fields)
{
    m_target = target;
    return follow(post(target, fields,
        navigation
            + HeaderList {
                { "Origin", m_origin }, { "Sec-Fetch-Site", "same-origin" }, { "Sec-Fetch-Mode", "navigate" } }));
}

Reply Browser::signIn(const QByteArray &username, const QByteArray &password)
{
    const auto form = formWith("submit");
    if (form && !form->fields.contains("password"))
        submit("submit", { { "username", username } });
    return submit("submit", { { "username", username }, { "password", password } });
}

}
