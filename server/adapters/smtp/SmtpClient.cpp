// SPDX-License-Identifier: GPL-3.0-or-later
#include "adapters/smtp/SmtpClient.h"

#include <QtCore/QFile>
#include <QtCore/QFuture>
#include <QtCore/QPromise>

#include <qcorofuture.h>

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

namespace auth::smtp {

using namespace Qt::StringLiterals;

namespace {

constexpr int kThreads = 8; ///< As many as the outbox delivers at once.

/// One transfer as libcurl's callbacks see it.
struct Transfer {
    QByteArray data;
    qsizetype sent = 0;
    const std::atomic<bool> *stopping = nullptr;
    QByteArray command; ///< The last one sent, its verb only: what follows AUTH is nobody's business.
    QByteArray reply; ///< The server's last line.
    bool over = false;
};

size_t read(char *buffer, size_t size, size_t count, void *user)
{
    auto *transfer = static_cast<Transfer *>(user);
    const qsizetype bytes = std::min(static_cast<qsizetype>(size * count), transfer->data.size() - transfer->sent);
    std::memcpy(buffer, transfer->data.constData() + transfer->sent, static_cast<size_t>(bytes));
    transfer->sent += bytes;
    return static_cast<size_t>(bytes);
}

int watch(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return *static_cast<Transfer *>(user)->stopping ? 1 : 0;
}

int listen(CURL *, curl_infotype type, char *data, size_t size, void *user)
{
    auto *transfer = static_cast<Transfer *>(user);
    const QByteArray line = QByteArray(data, static_cast<qsizetype>(size)).trimmed();
    // How the conversation ends says nothing about why.
    transfer->over = transfer->over || (type == CURLINFO_HEADER_OUT && line == "QUIT");
    if (transfer->over)
        return 0;
    if (type == CURLINFO_HEADER_OUT)
        transfer->command = line.left(line.indexOf(' ') < 0 ? 8 : line.indexOf(' ')).left(8);
    else if (type == CURLINFO_HEADER_IN)
        transfer->reply = line.left(200);
    return 0;
}

/// RFC 5321 §4.2.1: the mail itself was refused for good, not the way in which it is sent.
bool isRefusal(CURLcode outcome, const Transfer &transfer, long code)
{
    if (code < 550 || code > 556)
        return false;
    const bool recipient = outcome == CURLE_SEND_ERROR && transfer.command == "RCPT";
    const bool content = outcome == CURLE_WEIRD_SERVER_REPLY && transfer.sent == transfer.data.size();
    return recipient || content;
}

QString printable(QByteArrayView text)
{
    QString out = QString::fromLatin1(text);
    std::replace_if(out.begin(), out.end(), [](QChar c) { return !c.isPrint(); }, u' ');
    return out;
}

}

Client::Client(Server server)
    : m_server(std::move(server))
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_threads.setMaxThreadCount(kThreads);
}

Client::~Client()
{
    m_stopping = true;
    m_threads.waitForDone();
}

Task<Result<void>> Client::send(Message message, Deadline deadline) const
{
    QPromise<std::shared_ptr<Result<void>>> promise;
    QFuture<std::shared_ptr<Result<void>>> future = promise.future();
    promise.start();
    m_threads.start([this, message = std::move(message), deadline, held = std::make_shared<decltype(promise)>(std::move(promise))] {
        held->addResult(std::make_shared<Result<void>>(sendNow(message, deadline)));
        held->finish();
    });
    co_return *co_await future;
}

Result<void> Client::sendNow(const Message &message, Deadline deadline) const
{
    using namespace std::chrono;
    const auto room = std::min<milliseconds>(m_server.timeout, duration_cast<milliseconds>(deadline - steady_clock::now()));
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl || room <= 0ms)
        return failure(ErrorCode::Unavailable, u"There is no time left to send the mail."_s);

    Transfer transfer;
    transfer.data = compose(message);
    transfer.stopping = &m_stopping;
    const bool implicit = m_server.security == Security::Implicit;
    const int usual = implicit ? 465 : m_server.security == Security::StartTls ? 587 : 25;
    const QByteArray port = QByteArray::number(m_server.port ? m_server.port : usual);
    const QByteArray url = (implicit ? "smtps://" : "smtp://") + m_server.host + ':' + port + '/' + m_server.clientName;
    const QByteArray from = '<' + message.from.mailbox + '>';
    const QByteArray to = '<' + message.to.mailbox + '>';
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
        curl_slist_append(nullptr, to.constData()), curl_slist_free_all);
    const QByteArray caFile = QFile::encodeName(m_server.caFile);
    const Secret password = m_server.password.clone();
    const QByteArray passwordText = password.view().toByteArray();
    char problem[CURL_ERROR_SIZE] = "";

    CURL *const easy = curl.get();
    curl_easy_setopt(easy, CURLOPT_URL, url.constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(room.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<milliseconds>(room, 10s).count()));
    curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(m_server.security == Security::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!caFile.isEmpty())
        curl_easy_setopt(easy, CURLOPT_CAINFO, caFile.constData());
    if (!m_server.username.isEmpty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_server.username.constData());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, passwordText.constData());
    }
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from.constData());
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, read);
    curl_easy_setopt(easy, CURLOPT_READDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem);

    const CURLcode outcome = curl_easy_perform(easy);
    if (outcome == CURLE_OK)
        return {};
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    const char *const what = *problem ? problem : curl_easy_strerror(outcome);
    QString cause = QString::fromLatin1(m_server.host + ':' + port) + ": "_L1 + printable(what);
    if (!transfer.command.isEmpty())
        cause += u" (after %1: %2)"_s.arg(printable(transfer.command), printable(transfer.reply));
    if (isRefusal(outcome, transfer, code))
        return failure(ErrorCode::ValidationFailed, u"The mail server refused the mail."_s, cause);
    return failure(ErrorCode::Unavailable, u"The mail server cannot be used now."_s, cause);
}

}
