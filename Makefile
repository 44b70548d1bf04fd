# SPDX-License-Identifier: GPL-2.0-or-later
# "make help" lists what there is. Everything built lands in build/.

KERNEL ?= stock-6.12
SUITES ?= scenarios sanitizers series stress distro package speaks witness module real ring vm examples users damage cli kselftest dkms plugin page completion man formats queries top lint unit golden rules identity
KERNEL_RELEASE ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KERNEL_RELEASE)/build
PREFIX ?= /usr/local
DESTDIR ?=
MAN1 = $(DESTDIR)$(PREFIX)/share/man/man1
MAN4 = $(DESTDIR)$(PREFIX)/share/man/man4
MAN5 = $(DESTDIR)$(PREFIX)/share/man/man5
SHARE = $(DESTDIR)$(PREFIX)/share/subreaper-trace
SCHEMA := subreaper-trace-2.schema.json

BUILD := build
PROCESSOR = $(shell tests/vm/kernel --arch $(KERNEL))
MODULE_SOURCES := Kbuild VERSION $(wildcard module/*.[ch] tracing/*.h)

.PHONY: help demo check bench fuzz fleet torture modules modules_install sign dkms-install dkms-remove
.PHONY: tools plugin man install uninstall man_install deb deb-install kernel guest clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo  [KERNEL=...]     boot a Debian kernel, record real daemons, show their adopter'
	@echo 'make check [SUITES="..."]   build and test everything; installs what is missing'
	@echo 'make bench                  measure kernel, module and command; fails above bounds'
	@echo 'make fuzz                   ten minutes of generated input for each reader [FUZZ_SECONDS=600]'
	@echo 'make fleet                  rows of 10,000 generated machines in DuckDB and ClickHouse; Prometheus [HOSTS=10000]'
	@echo 'make torture                flags lost in 100,000 trials, 200,003 orphans, every kernel, stress: hours'
	@echo 'make modules                build the module for this machine'"'"'s kernel'
	@echo 'make sign KEY=... CERT=...  sign it, for Secure Boot'
	@echo 'make modules_install        install it, as root  [INSTALL_MOD_PATH=]'
	@echo 'make dkms-install           have DKMS build and install it, for later kernels too, as root'
	@echo 'make dkms-remove            undo that'
	@echo '                            these five: [KERNEL_RELEASE=...] [KDIR=its headers]'
	@echo 'make tools                  build the subreaper-trace command'
	@echo 'make plugin                 build the plugin that lets trace-cmd, perf and KernelShark print words'
	@echo 'make man                    build the manual pages'
	@echo 'make install                install command, plugin and pages [PREFIX=/usr/local] [DESTDIR=]'
	@echo 'make uninstall              remove them again  [PREFIX=, DESTDIR= as given to install]'
	@echo 'make deb                    build Debian packages of command and module, in build/deb/'
	@echo 'make deb-install            build and install them, as root'
	@echo 'make kernel KERNEL=...      fetch or build a kernel for the guests, and its headers'
	@echo 'make guest  KERNEL=...      fetch or build all that tests/vm/run needs to boot it'
	@echo 'make clean                  remove build/'
	@echo
	@echo 'KERNEL is one of:' $$(tests/vm/kernel --list)
	@echo 'SUITES are some of: $(SUITES)'

demo:
	@scripts/need vm module tools
	@tests/real/demo $(KERNEL)

check:
	@scripts/need vm module tools check page plugin examples
	@tests/run $(SUITES)

bench:
	@scripts/need vm module tools
	@tests/bench/suite

fuzz:
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-600} tests/fuzz/suite

fleet:
	@tests/fleet/suite

torture:
	@scripts/need vm module tools check
	@tests/torture/suite
	@tests/torture/upstream
	@FUZZ_SECONDS=60 tests/fuzz/suite
	@EXTENT=all tests/series/suite
	@ROUNDS=200 DECISIONS=10000 TIMEOUT=14400 KERNELS='stock-6.12 stock-7.3' tests/module/suite
	@KERNELS='patched-6.1 patched-6.12 patched-7.3 stock-6.1' tests/kselftest/suite
	@EXTENT=all tests/sanitizers/suite
	@EXTENT=all RELEASES='bookworm trixie testing' tests/distro/suite
	@EXTENT=all RELEASES='bookworm trixie testing' tests/package/suite
	@ORPHANS=200003 GUESTS='stock-7.3:find_alive_thread stock-6.12:find_alive_thread' TIMEOUT=14400 tests/witness/suite
	@GUESTS='patched-7.3:core patched-6.12:core' tests/witness/suite
	@ORPHANS=1500 VARIANTS=15 TIMEOUT=14400 tests/speaks/suite
	@EXTENT=all tests/ring/suite
	@EXTENT=all tests/real/suite
	@EXTENT=all tests/scenarios/suite
	@EXTENT=all STRESS_SECONDS=$${STRESS_SECONDS:-600} tests/stress/suite

kernel:
	@scripts/need vm
	@tests/vm/kernel $(KERNEL)

guest: kernel
	@scripts/need module tools $(filter arm64,$(PROCESSOR))
	@tests/vm/qemu $(PROCESSOR) >/dev/null
	@$(MAKE) -s --no-print-directory $(BUILD)/vm/tsc
	@$(MAKE) -s --no-print-directory $(BUILD)/module/$(KERNEL)/subreaper_trace.ko
	@$(MAKE) -s --no-print-directory tools >/dev/null

tools:
	@mkdir -p $(BUILD)/tools
	@flock $(BUILD)/tools/.lock $(MAKE) --no-print-directory -C tools O=$(abspath $(BUILD))/tools

plugin:
	@mkdir -p $(BUILD)/plugin
	@flock $(BUILD)/plugin/.lock $(MAKE) --no-print-directory -C tracing/plugin \
		O=$(abspath $(BUILD))/plugin

install: tools plugin man man_install
	install -D -m 644 -t $(MAN1) $(COMMAND_PAGES)
	install -D -m 644 -t $(MAN5) $(BUILD)/man/subreaper-trace-formats.5
	install -D -m 644 -t $(SHARE) docs/schema/$(SCHEMA)
	@$(MAKE) --no-print-directory -C tools O=$(abspath $(BUILD))/tools \
		PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) install
	@$(MAKE) --no-print-directory -C tracing/plugin O=$(abspath $(BUILD))/plugin \
		PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) install

uninstall:
	rm -f $(patsubst $(BUILD)/man/%,$(MAN1)/%,$(COMMAND_PAGES)) \
		$(MAN4)/subreaper_trace.4 $(MAN5)/subreaper-trace-formats.5 \
		$(SHARE)/$(SCHEMA)
	@$(MAKE) --no-print-directory -C tools PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) uninstall
	@$(MAKE) --no-print-directory -C tracing/plugin PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) uninstall

# The packages have to be made in a copy: dpkg-buildpackage wants debian/ at the top.
deb:
	@scripts/need tools man package
	@packaging/deb $(abspath $(BUILD))/deb

# apt brings what the packages depend on.
deb-install: deb
	apt-get install -y $(abspath $(BUILD))/deb/subreaper-trace_*.deb \
		$(abspath $(BUILD))/deb/subreaper-trace-dkms_*.deb

COMMAND_PAGES := $(patsubst tools/man/%.scd,$(BUILD)/man/%,$(wildcard tools/man/*.1.scd))

man: $(COMMAND_PAGES) $(BUILD)/man/subreaper_trace.4 $(BUILD)/man/subreaper-trace-formats.5

# A page is as old as its source, not as its build. What pages share is written once, in
# tools/man, and a line "; include FILE" stands for it. A first line asks for tbl where there are tables.
define render_page
@command -v scdoc >/dev/null || scripts/need man
@mkdir -p $(@D)
@sed 's|^; include |cat tools/man/|e' $< | \
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(stat -c %Y $<)} scdoc >$@
@! grep -q '^\.TS' $@ || sed -i "1i '\\\\\" t" $@
endef

$(BUILD)/man/%.1: tools/man/%.1.scd $(filter-out %.1.scd,$(wildcard tools/man/*.scd))
	$(render_page)

$(BUILD)/man/%.4: module/%.4.scd
	$(render_page)

$(BUILD)/man/%.5: docs/%.5.scd
	$(render_page)

man_install: $(BUILD)/man/subreaper_trace.4
	install -D -m 644 -t $(MAN4) $(BUILD)/man/subreaper_trace.4

modules: $(BUILD)/module/$(KERNEL_RELEASE)/subreaper_trace.ko
	@echo 'built: $<'

# Without KEY, says how to come by one, before anything is built.
sign: $(if $(KEY),modules)
	@scripts/sign $(BUILD)/module/$(KERNEL_RELEASE)/subreaper_trace.ko $(KDIR) '$(KEY)' '$(CERT)'

# The kernel's own key is nowhere to be had, and Debian's headers lack what its depmod asks for.
modules_install: modules
	@$(MAKE) -C $(KDIR) M=$(abspath $(BUILD))/module/$(KERNEL_RELEASE) CONFIG_MODULE_SIG_ALL= \
		$(if $(INSTALL_MOD_PATH),INSTALL_MOD_PATH=$(abspath $(INSTALL_MOD_PATH))) modules_install
	PATH="$$PATH:/usr/sbin:/sbin" depmod $(if $(INSTALL_MOD_PATH),-b $(INSTALL_MOD_PATH)) \
		$(KERNEL_RELEASE)

dkms-install: man_install
	@scripts/need module dkms
	@scripts/need --headers $(KDIR)
	@DESTDIR='$(DESTDIR)' scripts/dkms install $(KERNEL_RELEASE) $(abspath $(KDIR))

dkms-remove:
	@DESTDIR='$(DESTDIR)' scripts/dkms remove
	rm -f $(MAN4)/subreaper_trace.4

# The kernel's build writes beside the sources, so each kernel gets a copy of them; $(1) is a make there.
# BTF of a module needs the very vmlinux and a fitting pahole, and nothing here reads it.
define build_module
	mkdir -p $(@D)
	flock $(@D)/.lock sh -ec 'cp -pu --parents $(MODULE_SOURCES) $(@D); \
		$(1) CONFIG_DEBUG_INFO_BTF_MODULES= modules; touch $@'
endef

$(BUILD)/module/$(KERNEL_RELEASE)/subreaper_trace.ko: $(MODULE_SOURCES)
	@test -e $(KDIR)/Makefile || { echo 'no headers of the kernel in $(KDIR):' \
		'apt-get install linux-headers-$(KERNEL_RELEASE), or give KDIR=' >&2; exit 3; }
	@$(call build_module,$(MAKE) -C $(KDIR) M=$(abspath $(@D)))

$(BUILD)/module/%/subreaper_trace.ko: $(MODULE_SOURCES) $(BUILD)/kernels/%/release
	@echo 'module: building for $*' >&2
	@+$(call build_module,tests/vm/kbuild $* $(@D)) >/dev/null

$(BUILD)/vm/tsc: tests/vm/tsc.c
	@mkdir -p $(@D)
	@$(CC) -O2 -Wall -Wextra -o $@.$$$$ $< && mv $@.$$$$ $@

clean:
	rm -rf $(BUILD)
