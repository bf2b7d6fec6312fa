// For the self-contained program: PostgreSQL's library cannot be linked into it (Debian's archive wants Kerberos and
// LDAP, which have none), so the same program with that library is beside it, and takes over.
#include "cli/memory_place.h"

namespace hexapla::cli {

std::unique_ptr<Memory> open_postgresql_memory(const std::string& /*url*/, bool /*create*/) {
  go_on_in("hexapla-postgresql");
  refuse(N_("this Hexapla has no PostgreSQL: the program 'hexapla-postgresql' is missing"),
         N_("it is built where libpq is (package libpq-dev), with -DHEXAPLA_POSTGRESQL=ON"));
}

}  // namespace hexapla::cli
