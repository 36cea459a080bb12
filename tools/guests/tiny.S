# tiny.S: a whole guest in one boot sector, for tests that need a machine and not an operating system.
#
# It prints "TINY" on COM1 and then obeys one letter at a time (README.md has the table). While idle it
# has no timer running: only serial input (IRQ 4) and the ACPI power button (SCI, IRQ 9) wake it, so that
# hundreds of idle guests cost no CPU. It needs 1 MiB of memory, a BIOS, and machine `pc` or `q35`.
#
# A test may patch the image at these offsets (little-endian):
#   0x1f0 u32  first byte to dirty          0x1f8 u32  pages dirtied per timer tick (54.9 ms)
#   0x1f4 u32  end of the dirtied range     0x1fc u8   command obeyed at boot, 0 for none
#
# QEMU facts: hw/acpi/{piix4,ich9}.c put the power management block where the BIOS asks, and SeaBIOS
# (src/fw/dev-piix.h, dev-q35.h) asks for 0x600 on both machines; hw/acpi/core.c sets the button's status
# bit only while its enable bit is set, and takes sleep type 0 as S5; hw/misc/pvpanic-isa.c is at 0x505.

    .set COM1_DATA, 0x3f8
    .set COM1_INTERRUPT_ENABLE, 0x3f9
    .set COM1_MODEM_CONTROL, 0x3fc
    .set COM1_LINE_STATUS, 0x3fd
    .set PM1_STATUS, 0x600
    .set PM1_ENABLE, 0x602
    .set PM1_CONTROL, 0x604
    .set POWER_BUTTON, 0x0100
    .set SLEEP_S5, 0x2000
    .set PVPANIC, 0x505
    .set RESET_CONTROL, 0xcf9
    .set PIT_CHANNEL0, 0x40
    .set PIT_MODE, 0x43
    .set PIT_ONE_SHOT, 0x30
    .set PIT_PERIODIC, 0x34
    .set BIOS_TICKS, 0x46c              # counted up by the BIOS at each timer interrupt
    .set AT_RATE, 1
    .set FLAT_OUT, 2

    .code16
    .globl _start
_start:
    ljmp $0, $boot                      # some BIOSes enter at 07c0:0000
boot:
    cli
    xorw %ax, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movw $_start, %sp

    inb $0x92, %al                      # A20: reach the odd megabytes too
    orb $2, %al
    outb %al, $0x92

    movb $0xea, %al                     # unmask only timer, cascade, COM1 ...
    outb %al, $0x21
    movb $0xfd, %al                     # ... and SCI; SeaBIOS acknowledges all of them
    outb %al, $0xa1
    movw $COM1_INTERRUPT_ENABLE, %dx
    movb $1, %al
    outb %al, %dx
    movb $COM1_MODEM_CONTROL & 0xff, %dl
    movb $0x0b, %al                     # OUT2 gates the UART's interrupt line
    outb %al, %dx
    movw $PM1_ENABLE, %dx
    movw $POWER_BUTTON, %ax
    outw %ax, %dx

    call stay_idle
    movl first_byte, %ebp               # EBP: the next byte to dirty, always
    movw $banner, %si
    call print
    movb initial_command, %al
    call obey

wait:
    cmpb $FLAT_OUT, dirtying
    je 1f
    sti                                 # takes effect after hlt began: no wake-up is lost
    hlt
1:  sti
    nop
    cli

    movw $COM1_LINE_STATUS, %dx
    inb %dx, %al
    testb $1, %al
    jz 2f
    movb $COM1_DATA & 0xff, %dl
    inb %dx, %al
    call obey
2:
    movw $PM1_STATUS, %dx
    inw %dx, %ax
    testb $POWER_BUTTON >> 8, %ah
    jz 3f
    movw $POWER_BUTTON, %ax
    outw %ax, %dx                       # write 1 to clear
    movw $pressed, %si
    call print
    cmpb $0, button_ignored
    je power_off
3:
    cmpb $0, counting
    je 4f
    movw BIOS_TICKS, %ax
    shrw $3, %ax                        # a line each 8 ticks: 0.44 s
    cmpw %ax, last_eighth
    je 4f
    movw %ax, last_eighth
    incw number
    call print_number
4:
    cmpb $0, dirtying
    je wait
    # Unreal mode: FS reaches 4 GiB. Set up each time, as the BIOS may have reloaded FS.
    lgdt gdt_pointer
    movl %cr0, %eax
    incw %ax                            # protection on; the bit is known to be 0
    movl %eax, %cr0
    movw $8, %bx
    movw %bx, %fs
    decw %ax
    movl %eax, %cr0
    movw %es, %bx
    movw %bx, %fs
    movl pages_per_tick, %ecx
5:  incb %fs:(%ebp)
    addl $4096, %ebp
    cmpl end_byte, %ebp
    jb 6f
    movl first_byte, %ebp
6:  decl %ecx
    jnz 5b
    jmp wait

obey:                                   # AL: the command's letter; unknown ones are ignored
    movw $letters, %di
    movw $letters_end - letters, %cx
    repne scasb
    jne 1f
    subw $letters + 1, %di              # scasb went one past the match
    addw %di, %di
    jmp *handlers(%di)
1:  ret

echo:
    movw $ok, %si
print:                                  # SI: text ending in 0
    lodsb
    testb %al, %al
    jz 1f
    call print_byte
    jmp print
1:  ret

print_number:                           # 4 hexadecimal digits
    movw number, %bx
    movw $4, %cx
1:  rolw $4, %bx
    movb %bl, %al
    andb $15, %al
    cmpb $10, %al                       # the old trick: 0..15 to '0'..'F'
    sbbb $0x69, %al
    das
    call print_byte
    loop 1b
    movb $'\n', %al
print_byte:                             # waits for the UART, so that a slow reader loses nothing
    pushw %ax
    movw $COM1_LINE_STATUS, %dx
1:  inb %dx, %al
    testb $0x20, %al
    jz 1b
    popw %ax
    movb $COM1_DATA & 0xff, %dl
    outb %al, %dx
    ret

power_off:
    movw $PM1_CONTROL, %dx
    movw $SLEEP_S5, %ax
    outw %ax, %dx
hang:
    cli
    hlt
    jmp hang

reboot:
    movw $RESET_CONTROL, %dx
    movb $6, %al
    outb %al, %dx
triple_fault:
    lidt no_interrupts
    int3

panic:
    movw $PVPANIC, %dx
    movb $1, %al
    outb %al, %dx
    ret

ignore_button:
    incb button_ignored
    ret

dirty_flat_out:
    movb $FLAT_OUT, dirtying
    jmp start_timer
dirty_at_rate:
    movb $AT_RATE, dirtying
    jmp start_timer
count:
    movb $1, counting
start_timer:
    movb $PIT_PERIODIC, %al
    jmp set_timer
stay_idle:
    movw $0, dirtying                   # and counting
    movb $PIT_ONE_SHOT, %al             # fires once more, then never
set_timer:
    outb %al, $PIT_MODE
    xorw %ax, %ax                       # 65536 clocks
    outb %al, $PIT_CHANNEL0
    outb %al, $PIT_CHANNEL0
    ret

letters:
    .ascii "eqrtphxdfic"
letters_end:
handlers:
    .word echo, power_off, reboot, triple_fault, panic, hang, ignore_button
    .word dirty_at_rate, dirty_flat_out, stay_idle, count

banner:
    .asciz "TINY\n"
ok:
    .asciz "ok\n"
pressed:
    .asciz "PWR\n"
number:
    .word 0
last_eighth:
    .word 0
dirtying:
    .byte 0
counting:                               # stay_idle clears both at once
    .byte 0
button_ignored:
    .byte 0
gdt:                                    # the null descriptor's room holds the pointer
gdt_pointer:
    .word 15
    .long gdt
no_interrupts:                          # a limit of 0; what follows is never looked at
    .word 0
    .quad 0x00cf92000000ffff            # flat data

    .org 0x1f0
first_byte:
    .long 1 << 20
end_byte:
    .long 64 << 20
pages_per_tick:
    .long 256
initial_command:
    .byte 0
    .org 0x1fe
    .word 0xaa55
