// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Jq.h"

#include <memory>

extern "C" {
#include <jq.h>
}

namespace auth::cli {

namespace {

/// jv values are counted by hand; every function of jq takes the one that it is given.
QByteArray take(jv text)
{
    const QByteArray bytes(jv_string_value(text), jv_string_length_bytes(jv_copy(text)));
    jv_free(text);
    return bytes;
}

void keepMessage(void *target, jv message)
{
    auto *const text = static_cast<QString *>(target);
    if (text->isEmpty())
        *text = QString::fromUtf8(take(jq_format_error(message)));
    else
        jv_free(message);
}

}

std::expected<QByteArray, QString> runJq(const QString &expression, const QByteArray &json)
{
    struct End {
        void operator()(jq_state *state) const { jq_teardown(&state); }
    };
    const std::unique_ptr<jq_state, End> jq(jq_init());
    if (!jq)
        return std::unexpected(QStringLiteral("jq cannot be started."));
    QString message;
    jq_set_error_cb(jq.get(), keepMessage, &message);
    if (jq_compile(jq.get(), expression.toUtf8().constData()) == 0)
        return std::unexpected(message);
    const jv input = jv_parse_sized(json.constData(), static_cast<int>(json.size()));
    if (!jv_is_valid(input))
        return std::unexpected(QString::fromUtf8(take(jv_invalid_get_msg(input))));
    jq_start(jq.get(), input, 0);
    QByteArray out;
    jv result = jq_next(jq.get());
    for (; jv_is_valid(result); result = jq_next(jq.get())) {
        out += take(jv_get_kind(result) == JV_KIND_STRING ? result : jv_dump_string(result, 0));
        out += '\n';
    }
    if (jv_invalid_has_msg(jv_copy(result)))
        return std::unexpected(QString::fromUtf8(take(jq_format_error(jv_invalid_get_msg(result)))));
    jv_free(result);
    return out;
}

}
