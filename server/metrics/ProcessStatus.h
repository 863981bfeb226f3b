// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

namespace auth::metrics {

/// What Linux says about this process; a value that cannot be read is 0.
struct ProcessStatus {
    qint64 residentBytes = 0;
    int openDescriptors = 0;
    int threads = 0;
    double cpuSeconds = 0;
};

ProcessStatus processStatus();

}
