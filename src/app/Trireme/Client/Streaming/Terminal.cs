using System.Runtime.InteropServices;

namespace Trireme.Client.Streaming;

/// <summary>The terminal at standard input: raw mode and size, by the calls of the C library. .NET's console would edit lines in between.</summary>
internal static class Terminal
{
    private const int StandardInput = 0;
    private const int AfterOutput = 1; // TCSADRAIN
    private const ulong GetWindowSize = 0x5413; // TIOCGWINSZ
    private const int LargestTermios = 256; // 60 bytes with glibc and musl; room to spare

    /// <summary>Whether standard input is a terminal.</summary>
    public static bool IsTerminal => GetAttributes(StandardInput, new byte[LargestTermios]) == 0;

    /// <summary>The size in characters; null where it is not known.</summary>
    public static (int Columns, int Rows)? Size()
    {
        var size = new ushort[4]; // rows, columns, and both in pixels
        return Control(StandardInput, GetWindowSize, size) == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : null;
    }

    /// <summary>Passes every key on as it is, Ctrl-C too, until the result is disposed.</summary>
    public static IDisposable? EnterRaw()
    {
        var before = new byte[LargestTermios];
        if (GetAttributes(StandardInput, before) != 0)
            return null;
        var raw = (byte[])before.Clone();
        MakeRaw(raw);
        return SetAttributes(StandardInput, AfterOutput, raw) == 0 ? new Restoring(before) : null;
    }

    /// <summary>Calls back whenever the size changes, until the result is disposed.</summary>
    public static IDisposable OnResize(Action changed) => PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => changed());

    [DllImport("libc", EntryPoint = "tcgetattr")]
    private static extern int GetAttributes(int file, byte[] attributes);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    private static extern int SetAttributes(int file, int when, byte[] attributes);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    private static extern void MakeRaw(byte[] attributes);

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int Control(int file, ulong request, ushort[] size);

    private sealed class Restoring(byte[] attributes) : IDisposable
    {
        private int _done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _done, 1) == 0)
                _ = SetAttributes(StandardInput, AfterOutput, attributes);
        }
    }
}
