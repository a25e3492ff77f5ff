using System.Text.Json;

namespace Trireme.Server.Cache;

/// <summary>Which object it is and whether it is on its way out: read from the stored JSON without decoding the rest.</summary>
/// <param name="Uid">The UID; empty where there is none.</param>
/// <param name="DeletionTimestamp">When the deletion was asked for, plus its grace; null where it was not.</param>
internal readonly record struct ObjectIdentity(string Uid, DateTimeOffset? DeletionTimestamp)
{
    /// <summary>Reads an object's identity.</summary>
    public static ObjectIdentity Read(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        var uid = "";
        DateTimeOffset? deleted = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var metadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (!metadata)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isUid = reader.ValueTextEquals("uid"u8);
                var isDeletion = reader.ValueTextEquals("deletionTimestamp"u8);
                reader.Read();
                if (isUid)
                    uid = reader.GetString() ?? "";
                else if (isDeletion && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
                    deleted = time;
                else
                    reader.Skip();
            }
            break;
        }
        return new ObjectIdentity(uid, deleted);
    }
}
