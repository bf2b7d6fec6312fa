// A PostgreSQL server of our own, in a temporary folder, on a socket: started when first asked for, gone at the end.
#pragma once

#include <string>

/// Its URL; empty: Debian's server is not installed. Fails the test when it cannot be started.
const std::string& postgresql_server();
