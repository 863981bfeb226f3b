// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "adapters/places/Places.h"
#include "devices/DeviceService.h"

namespace auth {

/// The admin resource of devices.
class DevicesApi final : public admin::DevicesHandlers {
public:
    DevicesApi(DeviceService *devices, UserService *users, const places::Places *places, const admin::Lists *lists);

    Task<Result<api::DeviceList>> listDevices(admin::ContextPointer context) override;
    Task<Result<api::Device>> getDevice(admin::ContextPointer context) override;
    Task<Result<void>> confirmDevice(admin::ContextPointer context) override;
    Task<Result<void>> unrememberDevice(admin::ContextPointer context) override;
    Task<Result<void>> revokeDevice(admin::ContextPointer context) override;

private:
    DeviceService *m_devices;
    UserService *m_users;
    const places::Places *m_places;
    const admin::Lists *m_lists;
};

}
