using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Trireme.Node.Logs;

/// <summary>Finds where the last lines of a file begin, reading backwards: a log of gigabytes costs no more than its end.</summary>
internal static class LogTail
{
    private const int BlockSize = 64 << 10;

    /// <summary>The offset at which the last <paramref name="lines"/> lines begin.</summary>
    public static long Find(SafeFileHandle file, long length, long lines)
    {
        if (lines <= 0)
            return length;
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var end = length;
            var found = 0L;
            while (end > 0)
            {
                var start = Math.Max(0, end - BlockSize);
                var read = RandomAccess.Read(file, block.AsSpan(0, (int)(end - start)), start);
                for (var i = read - 1; i >= 0; i--)
                {
                    // The end of the last line ends no line before it.
                    if (block[i] != '\n' || start + i == length - 1)
                        continue;
                    if (++found == lines)
                        return start + i + 1;
                }
                end = start;
            }
            return 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
