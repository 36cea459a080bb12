"""qemu-qmp.py SOCKET MODE COUNT: the modes of loop.c, by QEMU's own Python client; pipelined is 32 in flight."""

import asyncio
import json
import resource
import sys
import time

from qemu.qmp import QMPClient


async def main() -> None:
    socket, mode, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    qmp = QMPClient("bench")
    await qmp.connect(socket)

    async def sequential(times: int) -> None:
        for _ in range(times):
            await qmp.execute("query-status")

    async def pipelined(times: int) -> None:
        for _ in range(0, times, 32):
            await asyncio.gather(*(qmp.execute("query-status") for _ in range(32)))

    async def read(times: int) -> None:
        for _ in range(times):
            await qmp.execute("query-qmp-schema")

    work = {"sequential": sequential, "pipelined": pipelined, "read": read}[mode]
    await work(5 if mode == "read" else 320)
    before = resource.getrusage(resource.RUSAGE_SELF)
    began = time.monotonic()
    await work(count)
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e6
    print(json.dumps({"seconds": seconds, "cpuMicroseconds": cpu}))
    await qmp.disconnect()


asyncio.run(main())
