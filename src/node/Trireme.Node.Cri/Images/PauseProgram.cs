using System.Buffers.Binary;

namespace Trireme.Node.Cri.Images;

/// <summary>
/// The program that holds a Pod's namespaces open: a static ELF file of a few hundred bytes, written here so that no image need be fetched.
/// It waits for signals: SIGINT and SIGTERM end it; at SIGCHLD it buries the dead, since it is process 1 of Pods that share process ids.
/// The three signals are blocked and waited for, because the kernel drops signals to a process 1 that neither blocks nor handles them.
/// </summary>
internal static class PauseProgram
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int CodeOffset = HeaderSize + (2 * ProgramHeaderSize);
    private const ulong LoadAddress = 0x400000;
    private const ushort MachineX64 = 62;
    private const ushort MachineArm64 = 183;

    // Signal set: SIGINT (2), SIGTERM (15) and SIGCHLD (17), each as bit n-1: 0x14002.
    private static ReadOnlySpan<byte> CodeX64 =>
    [
        0x68, 0x02, 0x40, 0x01, 0x00,       // push 0x14002           the set, on the stack
        0xB8, 0x0E, 0x00, 0x00, 0x00,       // mov eax, 14            rt_sigprocmask
        0x31, 0xFF,                         // xor edi, edi           SIG_BLOCK
        0x48, 0x89, 0xE6,                   // mov rsi, rsp
        0x31, 0xD2,                         // xor edx, edx
        0x41, 0xBA, 0x08, 0x00, 0x00, 0x00, // mov r10d, 8
        0x0F, 0x05,                         // syscall
        0xB8, 0x80, 0x00, 0x00, 0x00,       // wait: mov eax, 128     rt_sigtimedwait
        0x48, 0x89, 0xE7,                   // mov rdi, rsp
        0x31, 0xF6,                         // xor esi, esi
        0x31, 0xD2,                         // xor edx, edx
        0x41, 0xBA, 0x08, 0x00, 0x00, 0x00, // mov r10d, 8
        0x0F, 0x05,                         // syscall
        0x83, 0xF8, 0x02,                   // cmp eax, 2
        0x74, 0x20,                         // je exit
        0x83, 0xF8, 0x0F,                   // cmp eax, 15
        0x74, 0x1B,                         // je exit
        0xB8, 0x3D, 0x00, 0x00, 0x00,       // reap: mov eax, 61      wait4
        0x48, 0x83, 0xCF, 0xFF,             // or rdi, -1             any child
        0x31, 0xF6,                         // xor esi, esi
        0xBA, 0x01, 0x00, 0x00, 0x00,       // mov edx, 1             WNOHANG
        0x45, 0x31, 0xD2,                   // xor r10d, r10d
        0x0F, 0x05,                         // syscall
        0x85, 0xC0,                         // test eax, eax
        0x7F, 0xE7,                         // jg reap
        0xEB, 0xC7,                         // jmp wait
        0xB8, 0xE7, 0x00, 0x00, 0x00,       // exit: mov eax, 231     exit_group
        0x31, 0xFF,                         // xor edi, edi
        0x0F, 0x05,                         // syscall
    ];

    private static ReadOnlySpan<uint> CodeArm64 =>
    [
        0xD2880049, // movz x9, #0x4002
        0xF2A00029, // movk x9, #1, lsl 16
        0xF81F0FE9, // str x9, [sp, #-16]!
        0xD28010E8, // movz x8, #135           rt_sigprocmask
        0xD2800000, // movz x0, #0             SIG_BLOCK
        0x910003E1, // mov x1, sp
        0xD2800002, // movz x2, #0
        0xD2800103, // movz x3, #8
        0xD4000001, // svc #0
        0xD2801128, // wait: movz x8, #137     rt_sigtimedwait
        0x910003E0, // mov x0, sp
        0xD2800001, // movz x1, #0
        0xD2800002, // movz x2, #0
        0xD2800103, // movz x3, #8
        0xD4000001, // svc #0
        0x7100081F, // cmp w0, #2
        0x54000180, // b.eq exit
        0x71003C1F, // cmp w0, #15
        0x54000140, // b.eq exit
        0xD2802088, // reap: movz x8, #260     wait4
        0x92800000, // movn x0, #0             any child
        0xD2800001, // movz x1, #0
        0xD2800022, // movz x2, #1             WNOHANG
        0xD2800003, // movz x3, #0
        0xD4000001, // svc #0
        0xF100001F, // cmp x0, #0
        0x54FFFF2C, // b.gt reap
        0x17FFFFEE, // b wait
        0xD2800BC8, // exit: movz x8, #94      exit_group
        0xD2800000, // movz x0, #0
        0xD4000001, // svc #0
    ];

    /// <summary>The program as an ELF file for a processor in the terms of Go.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither amd64 nor arm64.</exception>
    internal static byte[] Build(string architecture) => architecture switch
    {
        "amd64" => Wrap(MachineX64, CodeX64),
        "arm64" => Wrap(MachineArm64, ToBytes(CodeArm64)),
        _ => throw new PlatformNotSupportedException($"no sandbox program for the processor {architecture}"),
    };

    private static byte[] ToBytes(ReadOnlySpan<uint> code)
    {
        var bytes = new byte[code.Length * sizeof(uint)];
        for (var at = 0; at < code.Length; at++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at * sizeof(uint)), code[at]);
        return bytes;
    }

    private static byte[] Wrap(ushort machine, ReadOnlySpan<byte> code)
    {
        var file = new byte[CodeOffset + code.Length];
        code.CopyTo(file.AsSpan(CodeOffset));
        var header = file.AsSpan(0, HeaderSize);
        // Class 64, little endian, version 1.
        ReadOnlySpan<byte> identification = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[16..], 2); // an executable
        BinaryPrimitives.WriteUInt16LittleEndian(header[18..], machine);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], LoadAddress + CodeOffset); // entry point
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], HeaderSize); // program headers
        BinaryPrimitives.WriteUInt16LittleEndian(header[52..], HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header[54..], ProgramHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header[56..], 2);
        WriteSegment(file.AsSpan(HeaderSize), type: 1, flags: 5, LoadAddress, (ulong)file.Length, align: 0x10000);
        // A stack that cannot be executed.
        WriteSegment(file.AsSpan(HeaderSize + ProgramHeaderSize), type: 0x6474E551, flags: 6, 0, 0, align: 16);
        return file;
    }

    private static void WriteSegment(Span<byte> at, uint type, uint flags, ulong address, ulong size, ulong align)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(at, type);
        BinaryPrimitives.WriteUInt32LittleEndian(at[4..], flags);
        BinaryPrimitives.WriteUInt64LittleEndian(at[16..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(at[24..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(at[32..], size);
        BinaryPrimitives.WriteUInt64LittleEndian(at[40..], size);
        BinaryPrimitives.WriteUInt64LittleEndian(at[48..], align);
    }
}
