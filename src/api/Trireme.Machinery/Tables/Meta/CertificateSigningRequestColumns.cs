using System.Text.Json;

namespace Trireme.Machinery.Tables.Meta;

/// <summary>Columns of CertificateSigningRequest.</summary>
internal sealed class CertificateSigningRequestColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Age,
        TableColumn.Text("SignerName", "The signer that is asked."),
        TableColumn.Text("Requestor", "Who made the request."),
        TableColumn.Text("RequestedDuration", "How long the certificate is to be valid."),
        TableColumn.Text("Condition", "What was decided, and whether there is a certificate."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var spec = item.At("spec"u8);
        row.Name(item);
        row.Age(item);
        row.Text(spec.Text("signerName"u8), "<none>");
        row.Text(spec.Text("username"u8));
        row.Text(spec.Has("expirationSeconds"u8) ? HumanDuration.Format(TimeSpan.FromSeconds(spec.Number("expirationSeconds"u8))) : "<none>");
        row.Text(Condition(item.At("status"u8)));
    }

    private static string Condition(JsonElement status)
    {
        bool approved = false, denied = false, failed = false;
        foreach (var condition in status.Items("conditions"u8))
        {
            approved |= condition.Is("type"u8, "Approved"u8);
            denied |= condition.Is("type"u8, "Denied"u8);
            failed |= condition.Is("type"u8, "Failed"u8);
        }
        var text = denied ? "Denied" : approved ? "Approved" : "Pending";
        if (failed)
            text += ",Failed";
        return status.Text("certificate"u8).Length > 0 ? text + ",Issued" : text;
    }
}
