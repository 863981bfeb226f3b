// SPDX-License-Identifier: GPL-3.0-or-later
#include "CommandLine.h"
#include "Failure.h"
#include "HelpTopics.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

int showHelp(const Invocation &invocation)
{
    const Options &options = invocation.options;
    if (options.arguments.isEmpty())
        return runCommand({ u"--help"_s });
    for (const HelpTopic &topic : helpTopics()) {
        if (options.arguments.first() == QLatin1StringView(topic.name)) {
            writeLong(QByteArray(topic.text), !options.noPager);
            return Done;
        }
    }
    // A noun or a command; what is neither is told so.
    return runCommand(options.arguments + QStringList { u"--help"_s });
}

constexpr Argument kArguments[] = {
    { "TOPIC", "environment, formatting, exit-codes, filters, declarative, or a command.", false, true },
};
constexpr Verb kVerbs[] = {
    { "", "Explain a command or a topic.", "authctl help exit-codes", -1, Handle::None, {}, showHelp, {}, kArguments },
};

}

extern const Noun help_variant;
const Noun help_variant { "help", {}, "Explain a command or a topic.", "", "", "", {}, kVerbs, nullptr, true };

}
