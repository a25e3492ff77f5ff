using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Trireme.Storage.Sqlite.Native;

/// <summary>A prepared statement. Reset it after use: a statement in the middle of its rows holds a snapshot, and with it the write-ahead log.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytes = 512;

    public void Bind(int index, long value) => database.Check(raw.sqlite3_bind_int64(handle, index, value));

    public void BindNull(int index) => database.Check(raw.sqlite3_bind_null(handle, index));

    /// <summary>Binds bytes; SQLite copies them.</summary>
    public void Bind(int index, ReadOnlySpan<byte> value)
    {
        // an empty span has no address, which SQLite would take for NULL
        database.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, index, 0)
            : raw.sqlite3_bind_blob(handle, index, value));
    }

    /// <summary>Binds a key as its UTF-8 bytes.</summary>
    public void BindKey(int index, string key)
    {
        var most = Encoding.UTF8.GetMaxByteCount(key.Length);
        byte[]? rented = null;
        var buffer = most <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(most);
        Bind(index, buffer[..Encoding.UTF8.GetBytes(key, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Runs on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready for its next use.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long GetLong(int column) => raw.sqlite3_column_int64(handle, column);

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public string GetKey(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string GetText(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    public void Dispose() => handle.Dispose();
}
